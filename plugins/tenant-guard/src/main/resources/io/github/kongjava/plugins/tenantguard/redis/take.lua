-- Counts a request in all limits, or in none if it does not fit into one. The time is that of Redis.
-- KEYS: one for each limit of the tenant, and for each of all tenants together; with shares also a sorted set of the
-- tenants that are active, and for each limit of all two hashes that take turns with what tenants used of it in a window.
-- ARGV: how many limits the tenant has; its name if there are shares, the percentage of one that is kept for who comes next, and
-- how many tenants there may be; for each limit its kind, how many requests, and the window in milliseconds.
-- Answers 1 or 0 for whether it fits, then for each limit how many more fit, and the milliseconds until one more does than now
-- and until all of it is free.

local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000)
local DAY = 86400000

-- The day on which a month began, counted from 1970-01-01; the month may be 13.
local function first_of(year, month)
  if month > 12 then
    year, month = year + 1, month - 12
  end
  local y = month <= 2 and year - 1 or year
  local era = math.floor(y / 400)
  local of_era = y - era * 400
  local of_year = math.floor((153 * (month + (month > 2 and -3 or 9)) + 2) / 5)
  return era * 146097 + of_era * 365 + math.floor(of_era / 4) - math.floor(of_era / 100) + of_year - 719468
end

local function month_of(time)
  local z = math.floor(time / DAY) + 719468
  local era = math.floor(z / 146097)
  local doe = z - era * 146097
  local yoe = math.floor((doe - math.floor(doe / 1460) + math.floor(doe / 36524) - math.floor(doe / 146096)) / 365)
  local doy = doe - (365 * yoe + math.floor(yoe / 4) - math.floor(yoe / 100))
  local mp = math.floor((5 * doy + 2) / 153)
  local month = mp < 10 and mp + 3 or mp - 9
  return yoe + era * 400 + (month <= 2 and 1 or 0), month
end

local function number(value)
  return tonumber(value or '0') or 0
end

-- When the quota or the window of the clock began that a time is in, and when it ends.
local function period(kind, window, time)
  if kind == 'month' then
    local year, month = month_of(time)
    return first_of(year, month) * DAY, first_of(year, month + 1) * DAY
  end
  local length = kind == 'day' and DAY or window
  local start = time - time % length
  return start, start + length
end

-- Rounded up, but not for what the arithmetic of fractions added.
local function up(value)
  return math.ceil(value - 1e-6)
end

local kinds = {}

function kinds.token_bucket(key, limit, window)
  local state = redis.call('HMGET', key, 'tokens', 'at')
  local tokens = limit
  if number(state[2]) > now then -- the clock was set back, and goes on from here
    redis.call('HSET', key, 'at', string.format('%.0f', now))
  end
  if state[1] then
    tokens = math.min(limit, number(state[1]) + math.max(0, now - number(state[2])) * limit / window)
  end
  return {
    standing = function()
      local whole = math.floor(tokens + 1e-9)
      if whole >= limit then
        return whole, 0, 0
      end
      return whole, math.max(1, up((whole + 1 - tokens) * window / limit)), up((limit - whole) * window / limit)
    end,
    take = function()
      tokens = tokens - 1
      redis.call('HSET', key, 'tokens', string.format('%.9f', tokens), 'at', string.format('%.0f', now))
      redis.call('PEXPIRE', key, window + 1000)
    end,
  }
end

-- A window that ends with each request. Those that come close together are one batch of a first time, a last time and a number:
-- the batches follow each other in a list, and all of a batch counts until the window has passed since its last time.
function kinds.sliding_log(key, limit, window)
  local packed = redis.call('GET', key)
  local known = packed and cmsgpack.unpack(packed) or {}
  local back = math.max(0, (known[#known - 1] or now) - now) -- the clock was set back, and goes on from here
  local log, used = {}, 0
  for i = 1, #known, 3 do
    if known[i + 1] - back + window > now then
      log[#log + 1], log[#log + 2], log[#log + 3] = known[i] - back, known[i + 1] - back, known[i + 2]
      used = used + known[i + 2]
    end
  end
  local function keep()
    redis.call('SET', key, cmsgpack.pack(log), 'PX', window + 1000)
  end
  if back > 0 then
    keep()
  end
  return {
    standing = function()
      if used == 0 then
        return limit, 0, 0
      end
      return math.max(0, limit - used), log[2] + window - now, log[#log - 1] + window - now
    end,
    take = function()
      local batch = #log - 2
      if batch > 0 and now - log[batch] < math.floor(window / 30) then
        log[batch + 1], log[batch + 2] = now, log[batch + 2] + 1
      else
        log[#log + 1], log[#log + 2], log[#log + 3] = now, now, 1
      end
      used = used + 1
      keep()
    end,
  }
end

-- What a window that ends now has of the present window of the clock and of the one before it.
local function sliding(present, before, elapsed, window)
  return present + before * (1 - math.max(0, elapsed) / window)
end

-- The milliseconds until one more fits there, if there is no room.
local function until_fits(most, present, before, elapsed, window)
  local room = most - 1
  local at
  if present <= room then
    at = window * (1 - (room - present) / before)
  else
    at = window + window * (1 - room / present)
  end
  return math.max(1, math.ceil(at) - elapsed)
end

function kinds.sliding_window(key, limit, window)
  local state = redis.call('HMGET', key, 'start', 'present', 'before')
  local start, known = now - now % window, number(state[1])
  local present, before = 0, 0
  if known > start and known - start <= window then
    start = known -- the clock was set back a little
  end
  if known == start then
    present, before = number(state[2]), number(state[3])
  elseif known == start - window or known > start then
    before = number(state[2])
  end
  local elapsed = now - start
  return {
    standing = function()
      local used = sliding(present, before, elapsed, window)
      local left = math.max(0, math.floor(limit - used))
      local more = used > 0 and until_fits(limit - left, present, before, elapsed, window) or 0
      local reset = present > 0 and 2 * window - elapsed or before > 0 and window - elapsed or 0
      return left, more, reset
    end,
    take = function()
      present = present + 1
      redis.call('HSET', key, 'start', string.format('%.0f', start), 'present', present, 'before', before)
      redis.call('PEXPIRE', key, 2 * window + 1000)
    end,
  }
end

local function quota(kind, key, limit)
  local state = redis.call('HMGET', key, 'start', 'used')
  -- A clock that was set back goes on with the quota it had.
  local start, finish = period(kind, nil, math.max(now, number(state[1])))
  local used = number(state[1]) == start and number(state[2]) or 0
  return {
    standing = function()
      local rest = used > 0 and finish - now or 0
      return math.max(0, limit - used), rest, rest
    end,
    take = function()
      used = used + 1
      redis.call('HSET', key, 'start', string.format('%.0f', start), 'used', used)
      redis.call('PEXPIRE', key, finish - now + 1000)
    end,
  }
end

function kinds.day(key, limit)
  return quota('day', key, limit)
end

function kinds.month(key, limit)
  return quota('month', key, limit)
end

local own, tenant, reserve, tenants = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local count = (#ARGV - 4) / 3
local limits, fits = {}, 1
for i = 1, count do
  local at = 3 * i + 2
  local kind, requests, window = ARGV[at], tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2])
  limits[i] = kinds[kind](KEYS[i], requests, window)
  limits[i].kind, limits[i].requests, limits[i].window = kind, requests, window
  if limits[i].standing() < 1 then
    fits = 0
  end
end

-- Notes that this tenant asks, and tells how many did within the last seconds: at most a thousand.
local function count_active(key)
  redis.call('ZADD', key, now, tenant)
  redis.call('ZREMRANGEBYSCORE', key, '-inf', string.format('(%.0f', now - 10000))
  redis.call('ZREMRANGEBYRANK', key, 0, -1001)
  redis.call('PEXPIRE', key, 11000)
  return redis.call('ZCARD', key)
end

local function others(key)
  local names = {}
  for _, name in ipairs(redis.call('ZRANGE', key, 0, -1)) do
    if name ~= tenant then
      names[#names + 1] = name
    end
  end
  return names
end

-- What tenants used of a limit of all, in a window that ends now or of a quota. Tenants beyond the most share one part.
local function uses(limit, even, odd)
  local start, finish = period(limit.kind, limit.window, now)
  local window = finish - start
  local quota = limit.kind == 'day' or limit.kind == 'month'
  local turned = not quota and start / window % 2 == 1
  local present, before = turned and odd or even, turned and even or odd
  if number(redis.call('HGET', present, 'start')) ~= start then
    redis.call('DEL', present)
  end
  local follows = not quota and number(redis.call('HGET', before, 'start')) == start - window
  local function of(key, names)
    local fields = {}
    for i, name in ipairs(names) do
      fields[i] = 't:' .. name
    end
    local found = #fields > 0 and redis.call('HMGET', key, unpack(fields)) or {}
    local rest = redis.call('HLEN', key) > 10000 and redis.call('HGET', key, 't:*')
    for i = 1, #names do
      found[i] = number(found[i] or rest)
    end
    return found
  end
  -- What they used in the present window of the clock, and in the one before.
  local function used(names)
    return of(present, names), follows and of(before, names) or {}
  end
  return {
    -- 0 if the tenant may have one more as soon as one is free: within its share, or what the shares of others leave free.
    until_allowed = function(active, key)
      local parts = 100 * active + (active < tenants and reserve or 0)
      local share = math.max(1, math.floor(limit.requests * 100 / parts))
      local elapsed = now - start
      local own, own_before = used({ tenant })
      if sliding(own[1], own_before[1] or 0, elapsed, window) + 1 <= share then
        return 0
      end
      local theirs, theirs_before = used(others(key))
      local kept = math.ceil(limit.requests * (parts - 100 * active) / parts)
      for i = 1, #theirs do
        kept = kept + math.max(0, share - sliding(theirs[i], theirs_before[i] or 0, elapsed, window))
      end
      local left = limit.standing()
      if math.max(1, left) - kept >= 1 then
        return 0
      end
      return quota and finish - now or until_fits(share, own[1], own_before[1] or 0, elapsed, window)
    end,
    add = function()
      local name = 't:' .. tenant
      if redis.call('HLEN', present) > 10000 and redis.call('HEXISTS', present, name) == 0 then
        name = 't:*'
      end
      redis.call('HINCRBY', present, name, 1)
      redis.call('HSET', present, 'start', string.format('%.0f', start))
      redis.call('PEXPIRE', present, finish - now + window + 1000)
    end,
  }
end

local shares = {}
if tenant ~= '' and count > own then
  local active = count_active(KEYS[count + 1])
  for i = own + 1, count do
    local even = count + 2 * (i - own)
    shares[i] = uses(limits[i], KEYS[even], KEYS[even + 1])
    shares[i].wait = shares[i].until_allowed(active, KEYS[count + 1])
    if shares[i].wait > 0 then
      fits = 0
    end
  end
end

if fits == 1 then
  for i, limit in ipairs(limits) do
    limit.take()
    if shares[i] then
      shares[i].add()
    end
  end
end

local answer = { fits }
for i, limit in ipairs(limits) do
  local left, more, reset = limit.standing()
  if shares[i] and shares[i].wait > 0 then
    left, more = 0, math.max(left > 0 and 0 or more, shares[i].wait)
  end
  answer[#answer + 1] = left
  answer[#answer + 1] = more
  answer[#answer + 1] = reset
end
return answer
