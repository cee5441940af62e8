-- What Kong tells a plugin in Lua in the same phase, and what its functions do there. PHASE and ID are set before.

local ALICE = "a11ce000-0000-4000-8000-000000000001"
local REFERENCE = "{vault://env/path}"
local HEADERS = { ["x-e2e"] = { "one", "two" }, ["x-e2e-other"] = "three" }

local function show(value)
  if value == nil or value == ngx.null then
    return "nil"
  end
  if type(value) == "number" then
    return string.format("%.14g", value)
  end
  if type(value) ~= "table" then
    return tostring(value)
  end
  local shown = {}
  if next(value) == nil or #value > 0 then
    for i, item in ipairs(value) do
      shown[i] = show(item)
    end
    return "[" .. table.concat(shown, ",") .. "]"
  end
  for key, item in pairs(value) do
    table.insert(shown, tostring(key) .. "=" .. show(item))
  end
  table.sort(shown)
  return "{" .. table.concat(shown, ";") .. "}"
end

local function multi(values)
  local lists = {}
  for name, value in pairs(values) do
    lists[name] = type(value) == "table" and value or { value }
  end
  return lists
end

local function pick(entity, names)
  if not entity then
    return nil
  end
  local picked = {}
  for _, name in ipairs(names) do
    picked[name] = entity[name]
  end
  return picked
end

local function consumer(entity)
  local shown = pick(entity, { "id", "username", "custom_id", "tags", "created_at" })
  if shown then
    shown.tags = shown.tags or {}
  end
  return shown
end

local function route(entity)
  local shown = pick(entity, { "id", "name", "protocols", "methods", "hosts", "paths", "https_redirect_status_code",
    "regex_priority", "strip_path", "preserve_host", "snis", "tags", "created_at", "updated_at" })
  for _, list in ipairs({ "methods", "hosts", "paths", "snis", "tags" }) do
    shown[list] = shown[list] or {}
  end
  shown.service = entity.service and entity.service.id
  return shown
end

local function service(entity)
  local shown = pick(entity, { "id", "name", "protocol", "host", "port", "path", "retries", "connect_timeout",
    "write_timeout", "read_timeout", "tags", "created_at", "updated_at" })
  shown.tags = shown.tags or {}
  return shown
end

-- Without the whole match, which has the number 0 and never reaches another process.
local function captures(found)
  local unnamed, named = {}, {}
  for key, value in ipairs(found.unnamed or {}) do
    unnamed[tostring(key)] = value
  end
  for key, value in pairs(found.named or {}) do
    named[key] = value
  end
  return { unnamed = unnamed, named = named }
end

local function memory(stats)
  local pids = {}
  for i, worker in ipairs(stats.workers_lua_vms) do
    pids[i] = worker.pid
  end
  table.sort(pids)
  return {
    kong = stats.lua_shared_dicts.kong.capacity,
    kong_db_cache = stats.lua_shared_dicts.kong_db_cache.capacity,
    workers = pids,
  }
end

local function balancer()
  local data = ngx.ctx.balancer_data or {}
  return show({ data.retries, data.connect_timeout, data.send_timeout, data.read_timeout })
end

local views = {
  ["client.ip()"] = function() return kong.client.get_ip() end,
  ["client.forwardedIp()"] = function() return kong.client.get_forwarded_ip() end,
  ["client.port()"] = function() return kong.client.get_port() end,
  ["client.forwardedPort()"] = function() return kong.client.get_forwarded_port() end,
  ["client.credential()"] = function() return (kong.client.get_credential() or {}).id end,
  ["client.consumer()"] = function() return consumer(kong.client.get_consumer()) end,
  ["client.loadConsumer(String)"] = function() return consumer((kong.client.load_consumer(ALICE))) end,
  ["client.loadConsumerByUsername(String)"] = function() return consumer((kong.client.load_consumer("alice", true))) end,
  ["client.protocol()"] = function() return (kong.client.get_protocol()) end,
  ["client.protocol(boolean)"] = function() return (kong.client.get_protocol(true)) end,
  ["client.tls.requestClientCertificate()"] = function() return (kong.client.tls.request_client_certificate()) end,
  ["client.tls.disableSessionReuse()"] = function() return (kong.client.tls.disable_session_reuse()) end,
  ["client.tls.fullClientCertificateChain()"] = function()
    return (kong.client.tls.get_full_client_certificate_chain())
  end,
  ["ip.isTrusted(String)"] = function() return { kong.ip.is_trusted("127.0.0.1"), kong.ip.is_trusted("192.0.2.1") } end,
  ["nginx.tlsVersion()"] = function() return require("ngx.ssl").get_tls1_version_str() end,
  ["nginx.subsystem()"] = function() return kong.nginx.get_subsystem() end,
  ["nginx.requestStartTime()"] = function() return math.floor(ngx.req.start_time() * 1000 + 0.5) end,
  ["nginx.var(String)"] = function() return ngx.var.server_addr end,
  ["nginx.statistics()"] = function()
    local counts = kong.nginx.get_statistics()
    return { counts.total_requests > 0, counts.connections_accepted > 0, counts.connections_handled > 0,
      counts.connections_active > 0, counts.connections_reading >= 0, counts.connections_writing > 0,
      counts.connections_waiting >= 0 }
  end,
  ["node.id()"] = function() return kong.node.get_id() end,
  ["node.memoryStats()"] = function() return memory(kong.node.get_memory_stats()) end,
  ["node.hostname()"] = function() return kong.node.get_hostname() end,
  ["cluster.id()"] = function() return kong.cluster.get_id() end,
  ["vault.get(String)"] = function() return (kong.vault.get(REFERENCE)) end,
  ["vault.isReference(String)"] = function() return { kong.vault.is_reference(REFERENCE), kong.vault.is_reference("none") } end,
  ["vault.parseReference(String)"] = function()
    return pick(kong.vault.parse_reference(REFERENCE .. "#1"), { "name", "resource", "key", "version" })
  end,
  ["vault.update(Map)"] = function()
    return kong.vault.update({ path = "none", ["$refs"] = { path = REFERENCE } }).path
  end,
  ["telemetry.log(String,Map,String,String,Map)"] = function()
    return kong.telemetry.log("probe-pdk", {}, "type", "text", { a = 1 }) or false
  end,
  ["request.scheme()"] = function() return kong.request.get_scheme() end,
  ["request.host()"] = function() return kong.request.get_host() end,
  ["request.port()"] = function() return kong.request.get_port() end,
  ["request.forwardedScheme()"] = function() return kong.request.get_forwarded_scheme() end,
  ["request.forwardedHost()"] = function() return kong.request.get_forwarded_host() end,
  ["request.forwardedPort()"] = function() return kong.request.get_forwarded_port() end,
  ["request.forwardedPath()"] = function() return kong.request.get_forwarded_path() end,
  ["request.forwardedPrefix()"] = function() return kong.request.get_forwarded_prefix() end,
  ["request.httpVersion()"] = function() return kong.request.get_http_version() end,
  ["request.method()"] = function() return kong.request.get_method() end,
  ["request.path()"] = function() return kong.request.get_path() end,
  ["request.rawPath()"] = function() return kong.request.get_raw_path() end,
  ["request.pathWithQuery()"] = function() return kong.request.get_path_with_query() end,
  ["request.rawQuery()"] = function() return kong.request.get_raw_query() end,
  ["request.queryArg(String)"] = function() return kong.request.get_query_arg("b") end,
  ["request.query()"] = function() return multi(kong.request.get_query()) end,
  ["request.query(int)"] = function() return multi(kong.request.get_query(2)) end,
  ["request.rawBody()"] = function() return (kong.request.get_raw_body()) end,
  ["request.rawBody(long)"] = function() return (kong.request.get_raw_body()) end,
  ["request.bodyText()"] = function() return (kong.request.get_raw_body()) end,
  ["request.body()"] = function() return (kong.request.get_body()) end,
  ["request.body(String,int,long)"] = function()
    return (kong.request.get_body("application/x-www-form-urlencoded", 10))
  end,
  ["request.header(String)"] = function() return kong.request.get_header("x-sent") end,
  ["request.headerBytes(String)"] = function() return kong.request.get_header("x-sent") end,
  ["request.headers()"] = function() return multi(kong.request.get_headers()) end,
  ["request.headers(int)"] = function() return multi(kong.request.get_headers(1000)) end,
  ["request.uriCaptures()"] = function() return captures(kong.request.get_uri_captures()) end,
  ["request.startTime()"] = function() return kong.request.get_start_time() end,
  ["response.status()"] = function() return kong.response.get_status() end,
  ["response.header(String)"] = function() return kong.response.get_header("x-upstream") end,
  ["response.headerBytes(String)"] = function() return kong.response.get_header("x-upstream") end,
  ["response.headers()"] = function() return kong.response.get_headers()["x-upstream"] end,
  ["response.headers(int)"] = function() return kong.response.get_headers(1000)["content-type"] end,
  ["response.source()"] = function() return kong.response.get_source() end,
  ["router.route()"] = function() return route(kong.router.get_route()) end,
  ["router.service()"] = function() return service(kong.router.get_service()) end,
  ["service.response.status()"] = function() return kong.service.response.get_status() end,
  ["service.response.header(String)"] = function() return kong.service.response.get_header("x-upstream") end,
  ["service.response.headerBytes(String)"] = function() return kong.service.response.get_header("x-upstream") end,
  ["service.response.headers()"] = function() return kong.service.response.get_headers()["x-upstream"] end,
  ["service.response.headers(int)"] = function() return kong.service.response.get_headers(1000)["content-type"] end,
  ["service.response.rawBody()"] = function() return kong.service.response.get_raw_body() end,
  ["service.response.bodyText()"] = function() return kong.service.response.get_raw_body() end,
  ["service.response.body()"] = function() return (kong.service.response.get_body()) end,
  ["service.response.body(String,int)"] = function() return (kong.service.response.get_body("application/json", 10)) end,
  -- What functions have left behind.
  ["(balancer)"] = balancer,
  ["(client verify)"] = function() return ngx.ctx.CLIENT_VERIFY_OVERRIDE end,
}

for way, context in pairs({ ["ctx.shared."] = kong.ctx.shared, ["nginx.ctx."] = ngx.ctx }) do
  for function_, key in pairs({ ["get(String)"] = "text", ["text(String)"] = "text", ["bytes(String)"] = "text",
      ["whole(String)"] = "whole", ["number(String)"] = "number", ["flag(String)"] = "flag", ["list(String)"] = "list",
      ["map(String)"] = "map", ["set(String,Object)"] = "set", ["remove(String)"] = "removed" }) do
    views[way .. function_] = function() return context["e2e_" .. key] end
  end
end

local exit = kong.response.exit
local error_ = kong.response.error
local request = kong.service.request
local BODY = { text = "a b", number = 7 }
local QUERY = { c = { "1", "2" }, flag = true, text = "a b&c" }

local acts = {
  ["client.authenticate(Consumer,Credential)"] = function()
    kong.client.authenticate({ id = "b0b00000-0000-4000-8000-000000000002", username = "bob" },
      { id = "b0b00000-0000-4000-8000-000000000003", consumer_id = "b0b00000-0000-4000-8000-000000000002" })
  end,
  ["client.tls.setClientVerify(String)"] = function() kong.client.tls.set_client_verify("FAILED:by the suite") end,
  ["response.setStatus(int)"] = function() kong.response.set_status(299) end,
  ["response.setHeader(String,String)"] = function() kong.response.set_header("x-e2e", "text") end,
  ["response.setHeader(String,byte[])"] = function() kong.response.set_header("x-e2e", "of bytes") end,
  ["response.setHeader(String,List)"] = function() kong.response.set_header("x-e2e", { "one", "two" }) end,
  ["response.addHeader(String,String)"] = function() kong.response.add_header("x-e2e", "text") end,
  ["response.addHeader(String,byte[])"] = function() kong.response.add_header("x-e2e", "of bytes") end,
  ["response.clearHeader(String)"] = function() kong.response.clear_header("x-upstream") end,
  ["response.setHeaders(Headers)"] = function() kong.response.set_headers(HEADERS) end,
  ["response.setHeaders(Map)"] = function() kong.response.set_headers(HEADERS) end,
  ["response.exit(int)"] = function() return exit(403, "") end,
  ["response.exit(int,String)"] = function() return exit(403, "text") end,
  ["response.exit(int,byte[])"] = function() return exit(403, "of bytes") end,
  ["response.exit(int,Headers)"] = function() return exit(403, "", HEADERS) end,
  ["response.exit(int,String,Headers)"] = function() return exit(403, "text", HEADERS) end,
  ["response.exit(int,byte[],Headers)"] = function() return exit(403, "of bytes", HEADERS) end,
  ["response.exit(int,String,Map)"] = function() return exit(403, "text", HEADERS) end,
  ["response.exit(int,byte[],Map)"] = function() return exit(403, "of bytes", HEADERS) end,
  ["response.error(int)"] = function() return error_(418) end,
  ["response.error(int,String)"] = function() return error_(418, "text") end,
  ["response.error(int,String,Headers)"] = function() return error_(418, "text", HEADERS) end,
  ["response.error(int,String,Map)"] = function() return error_(418, "text", HEADERS) end,
  ["service.setUpstream(String)"] = function() return kong.service.set_upstream("elsewhere") end,
  ["service.setTarget(String,int)"] = function() kong.service.set_target("127.0.0.1", tonumber(ngx.ctx.e2e_port)) end,
  ["service.setRetries(int)"] = function() kong.service.set_retries(3) end,
  ["service.setTimeouts(int,int,int)"] = function() kong.service.set_timeouts(11000, 12000, 13000) end,
  ["service.setTlsVerify(boolean)"] = function() return kong.service.set_tls_verify(true) or false end,
  ["service.setTlsVerifyDepth(int)"] = function() return kong.service.set_tls_verify_depth(3) or false end,
  ["service.request.setScheme(String)"] = function() request.set_scheme("https") end,
  ["service.request.setPath(String)"] = function() request.set_path("/set by java") end,
  ["service.request.setRawQuery(String)"] = function() request.set_raw_query("set=1&raw") end,
  ["service.request.setMethod(String)"] = function() request.set_method("PUT") end,
  ["service.request.setQuery(Query)"] = function() request.set_query(QUERY) end,
  ["service.request.setQuery(Map)"] = function() request.set_query(QUERY) end,
  ["service.request.setHeader(String,String)"] = function() request.set_header("x-e2e", "text") end,
  ["service.request.setHeader(String,byte[])"] = function() request.set_header("x-e2e", "of bytes") end,
  ["service.request.setHeader(String,List)"] = function() request.set_header("x-e2e", { "one", "two" }) end,
  ["service.request.addHeader(String,String)"] = function() request.add_header("x-sent", "added") end,
  ["service.request.addHeader(String,byte[])"] = function() request.add_header("x-sent", "of bytes") end,
  ["service.request.clearHeader(String)"] = function() request.clear_header("x-sent") end,
  ["service.request.setHeaders(Headers)"] = function() request.set_headers(HEADERS) end,
  ["service.request.setHeaders(Map)"] = function() request.set_headers(HEADERS) end,
  ["service.request.setRawBody(byte[])"] = function() request.set_raw_body("of bytes") end,
  ["service.request.setRawBody(String)"] = function() request.set_raw_body("text") end,
  ["service.request.clearQueryArg(String)"] = function() request.clear_query_arg("b") end,
  ["service.request.setBody(Map)"] = function() request.set_body(BODY) end,
  ["service.request.setBody(Map,String)"] = function() request.set_body(BODY, "application/json") end,
  ["service.request.enableBuffering()"] = function() request.enable_buffering() end,
}

local lines = {}

local function say(name, value)
  table.insert(lines, name .. "\t" .. ngx.escape_uri(value) .. "\n")
end

local function keep()
  ngx.shared.kong:set("e2e:" .. ID .. "/" .. PHASE, table.concat(lines), 120)
end

local function look()
  for name, view in pairs(views) do
    local ok, value = pcall(view)
    say(name, ok and show(value) or "!" .. tostring(value))
  end
  keep()
end

look()
if ACT then
  say(ACT, show(acts[ACT]()))
  look()
end
