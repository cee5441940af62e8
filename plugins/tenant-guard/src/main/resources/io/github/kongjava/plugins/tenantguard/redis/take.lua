-- Counts a request in all limits, or in none if it does not fit into one. The time is that of Redis.
-- KEYS: a hash for each limit of the tenant, and for each of all tenants together; with shares also a sorted set of the
-- tenants that are active, and a hash for each limit of all with what tenants used of it.
-- ARGV: how many limits the tenant has, and its name if there are shares; for each limit its kind, how many requests, and the
-- window in milliseconds.
-- Answers 1 or 0 for whether it fits, the milliseconds until the tenant's share is new if that is why it does not, then for
-- each limit how many more fit, and the milliseconds until one does and until all of it is free.

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

-- When the quota or the window of the clock began, and when it ends.
local function period(kind, window)
  if kind == 'month' then
    local year, month = month_of(now)
    return first_of(year, month) * DAY, first_of(year, month + 1) * DAY
  end
  local length = kind == 'day' and DAY or window
  local start = now - now % length
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
  if state[1] then
    tokens = math.min(limit, number(state[1]) + math.max(0, now - number(state[2])) * limit / window)
  end
  local at = math.max(now, number(state[2]))
  return {
    standing = function()
      local whole = math.floor(tokens + 1e-9)
      local wait = whole >= 1 and 0 or math.max(1, up((1 - tokens) * window / limit))
      return whole, wait, up((limit - tokens) * window / limit)
    end,
    take = function()
      tokens = tokens - 1
      redis.call('HSET', key, 'tokens', string.format('%.9f', tokens), 'at', string.format('%.0f', at))
      redis.call('PEXPIRE', key, window + 1000)
    end,
  }
end

function kinds.sliding_window(key, limit, window)
  local state = redis.call('HMGET', key, 'start', 'present', 'before')
  local start = now - now % window
  local present, before = 0, 0
  if number(state[1]) == start then
    present, before = number(state[2]), number(state[3])
  elseif number(state[1]) == start - window then
    before = number(state[2])
  end
  local elapsed = now - start
  return {
    standing = function()
      local left = math.max(0, math.floor(limit - present - before * (1 - elapsed / window)))
      local wait = 0
      if left == 0 then
        local at
        if present <= limit - 1 then
          at = window * (1 - (limit - 1 - present) / before)
        else
          at = window + window * (1 - (limit - 1) / present)
        end
        wait = math.max(1, math.ceil(at) - elapsed)
      end
      local reset = present > 0 and 2 * window - elapsed or before > 0 and window - elapsed or 0
      return left, wait, reset
    end,
    take = function()
      present = present + 1
      redis.call('HSET', key, 'start', string.format('%.0f', start), 'present', present, 'before', before)
      redis.call('PEXPIRE', key, 2 * window + 1000)
    end,
  }
end

local function quota(key, limit, start, finish)
  local state = redis.call('HMGET', key, 'start', 'used')
  local used = number(state[1]) == start and number(state[2]) or 0
  return {
    standing = function()
      local left = math.max(0, limit - used)
      return left, left > 0 and 0 or finish - now, used > 0 and finish - now or 0
    end,
    take = function()
      used = used + 1
      redis.call('HSET', key, 'start', string.format('%.0f', start), 'used', used)
      redis.call('PEXPIRE', key, finish - now + 1000)
    end,
  }
end

function kinds.day(key, limit)
  return quota(key, limit, period('day'))
end

function kinds.month(key, limit)
  return quota(key, limit, period('month'))
end

local own, tenant = tonumber(ARGV[1]), ARGV[2]
local count = (#ARGV - 2) / 3
local limits, fits = {}, 1
for i = 1, count do
  local kind, requests, window = ARGV[3 * i], tonumber(ARGV[3 * i + 1]), tonumber(ARGV[3 * i + 2])
  limits[i] = kinds[kind](KEYS[i], requests, window)
  limits[i].kind, limits[i].requests, limits[i].window = kind, requests, window
  local _, wait = limits[i].standing()
  if wait > 0 then
    fits = 0
  end
end

-- Tenants that asked within the last seconds, at most a thousand.
local function active_tenants(key)
  redis.call('ZADD', key, now, tenant)
  redis.call('ZREMRANGEBYSCORE', key, '-inf', string.format('(%.0f', now - 10000))
  redis.call('ZREMRANGEBYRANK', key, 0, -1001)
  redis.call('PEXPIRE', key, 11000)
  return redis.call('ZRANGE', key, 0, -1)
end

-- Whether the tenant may have one more of a limit of all: within its share, or what the shares of others leave free.
local function within_share(limit, key, active)
  local start = period(limit.kind, limit.window)
  if number(redis.call('HGET', key, 'start')) ~= start then
    redis.call('DEL', key)
  end
  local share = math.max(1, math.floor(limit.requests / #active))
  if number(redis.call('HGET', key, 't:' .. tenant)) < share then
    return true
  end
  local fields = {}
  for _, other in ipairs(active) do
    if other ~= tenant then
      fields[#fields + 1] = 't:' .. other
    end
  end
  local kept = 0
  if #fields > 0 then
    for _, used in ipairs(redis.call('HMGET', key, unpack(fields))) do
      kept = kept + math.max(0, share - number(used))
    end
  end
  local left = limit.standing()
  return left - kept >= 1
end

local function count_share(limit, key)
  local start, finish = period(limit.kind, limit.window)
  if redis.call('HLEN', key) <= 10000 or redis.call('HEXISTS', key, 't:' .. tenant) == 1 then
    redis.call('HINCRBY', key, 't:' .. tenant, 1)
    redis.call('HSET', key, 'start', string.format('%.0f', start))
    redis.call('PEXPIRE', key, finish - now + 1000)
  end
end

local share_wait, shared = 0, tenant ~= '' and count > own
if shared then
  local active = active_tenants(KEYS[count + 1])
  for i = own + 1, count do
    if fits == 1 and not within_share(limits[i], KEYS[count + 1 + i - own], active) then
      local _, finish = period(limits[i].kind, limits[i].window)
      fits, share_wait = 0, finish - now
    end
  end
end

if fits == 1 then
  for i, limit in ipairs(limits) do
    limit.take()
    if shared and i > own then
      count_share(limit, KEYS[count + 1 + i - own])
    end
  end
end

local answer = { fits, share_wait }
for _, limit in ipairs(limits) do
  local left, wait, reset = limit.standing()
  answer[#answer + 1] = left
  answer[#answer + 1] = fits == 1 and 0 or wait
  answer[#answer + 1] = reset
end
return answer
