local ID = kong.request.get_header("x-pdk-id")
if not ID then
  return
end
local ACT = kong.request.get_header("x-pdk-by") == "L" and kong.request.get_header("x-pdk-phase") == PHASE
  and kong.request.get_header("x-pdk-function")
