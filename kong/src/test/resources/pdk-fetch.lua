local key = "e2e:" .. kong.request.get_query_arg("place")
local report = ngx.shared.kong:get(key)
return kong.response.exit(report and 200 or 404, report)
