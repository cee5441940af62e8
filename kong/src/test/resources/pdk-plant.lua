-- Leaves values for the plugin to find, in both contexts.
for _, context in ipairs({ kong.ctx.shared, ngx.ctx }) do
  context.e2e_text = "text by Lua"
  context.e2e_whole = 42
  context.e2e_number = 1.5
  context.e2e_flag = true
  context.e2e_list = { "a", 2, true }
  context.e2e_map = { text = "b", number = 7 }
  context.e2e_port = UPSTREAM_PORT
end
