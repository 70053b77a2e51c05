"""What Redis does at one stroke for turns.py: each script is one question, and nothing comes between its steps.

Keys begin with the prefix in ARGV[1]; NAME is a chat's name, N the number of an update:
  done:N        it was handled. For a day and an hour: so long Telegram may send it again.
  hand:N        whose hands it is in; gone soon after that process is.
  tried:N       that it has arrived and is not handled; for a day and an hour.
  next:N        that it was sent again meanwhile, and who would take it then.
  line:NAME     the numbers of the chat's updates that have arrived and are not handled, a sorted set.
  held:NAME     who has the turn, as "token owner N"; gone soon after that process is.
  token         the last fencing token that was given.
  top, ahead    all updates up to `top` have arrived or were given up; those that have arrived beyond it. For a day and
                an hour, too: after a week without any, Telegram begins with other numbers.
Whoever waits is told on the channel `bell`: NAME where a turn has ended, *top where a gap was closed, +NAME where
somebody waits now.
"""

_TAKE = """
local p = ARGV[1]
local function advance(top)
  local passed = top
  while redis.call('ZREM', p .. 'ahead', string.format('%d', top + 1)) == 1 do top = top + 1 end
  redis.call('SET', p .. 'top', string.format('%d', top), 'EX', 90000)
  if top > passed then redis.call('PUBLISH', p .. 'bell', '*top') end
end
local function take(name, number, owner, life_ms, is_patient)
  if redis.call('GET', p .. 'hand:' .. number) ~= owner then return {'lost', 0, 0} end
  local line = p .. 'line:' .. name
  local waiting = redis.call('ZCARD', line) - 1
  local function yours(token)
    return {'yours', tonumber(token), waiting, redis.call('GET', p .. 'tried:' .. number) == 'again' and 1 or 0}
  end
  while true do
    local first = redis.call('ZRANGE', line, 0, 0)[1]
    if first == number or not first then break end
    if redis.call('EXISTS', p .. 'hand:' .. first, p .. 'next:' .. first) > 0 then return {'wait', 0, waiting} end
    redis.call('ZREM', line, first)
    waiting = waiting - 1
  end
  local held = redis.call('GET', p .. 'held:' .. name)
  if held then
    local token, holder = string.match(held, '^(%d+) (.*)$')
    if holder ~= owner .. ' ' .. number then return {'wait', 0, waiting} end
    return yours(token)
  end
  local top = tonumber(redis.call('GET', p .. 'top') or 0)
  if tonumber(number) > top then
    if is_patient == '1' then return {'early', 0, waiting} end
    redis.call('ZREMRANGEBYSCORE', p .. 'ahead', '-inf', number)
    advance(tonumber(number))
  end
  local token = redis.call('INCR', p .. 'token')
  redis.call('SET', p .. 'held:' .. name, token .. ' ' .. owner .. ' ' .. number, 'PX', life_ms)
  return yours(token)
end
"""

TAKE = (
    _TAKE
    + """
return take(ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6])
"""
)
"""prefix, name, number, owner, life in ms, whether to wait for smaller numbers that have not arrived (1 or 0)."""

ARRIVE = (
    _TAKE
    + """
local name, number, owner, life_ms = ARGV[2], ARGV[3], ARGV[4], ARGV[5]
if redis.call('EXISTS', p .. 'done:' .. number) == 1 then return {'done', 0, 0} end
local hand = redis.call('GET', p .. 'hand:' .. number)
if hand and hand ~= owner then
  redis.call('SET', p .. 'next:' .. number, owner, 'PX', life_ms)
  return {'elsewhere', 0, 0}
end
redis.call('SET', p .. 'hand:' .. number, owner, 'PX', life_ms)
if not hand and not redis.call('SET', p .. 'tried:' .. number, '', 'EX', 90000, 'NX') then
  redis.call('SET', p .. 'tried:' .. number, 'again', 'EX', 90000)
end
redis.call('ZADD', p .. 'line:' .. name, number, number)
redis.call('EXPIRE', p .. 'line:' .. name, 90000)
local top = tonumber(redis.call('GET', p .. 'top') or 0)
if tonumber(number) > top then
  redis.call('ZADD', p .. 'ahead', number, number)
  redis.call('EXPIRE', p .. 'ahead', 90000)
  if top > 0 then advance(top) end
end
local taken = take(name, number, owner, life_ms, '1')
if taken[3] > 0 then redis.call('PUBLISH', p .. 'bell', '+' .. name) end
return taken
"""
)
"""The same but the last: note that an update has arrived, and take the turn if that can be."""

RELEASE = """
local p, name, number, owner, token = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local held = redis.call('GET', p .. 'held:' .. name)
local is_ours = held == token .. ' ' .. owner .. ' ' .. number
if is_ours then redis.call('DEL', p .. 'held:' .. name) end
if ARGV[6] ~= '0' then
  redis.call('SET', p .. 'done:' .. number, '', 'EX', ARGV[6])
  redis.call('DEL', p .. 'tried:' .. number)
end
if redis.call('GET', p .. 'hand:' .. number) == owner then
  redis.call('DEL', p .. 'hand:' .. number)
  redis.call('ZREM', p .. 'line:' .. name, number)
end
if redis.call('EXISTS', p .. 'line:' .. name) == 1 then redis.call('PUBLISH', p .. 'bell', name) end
return is_ours and 1 or 0
"""
"""prefix, name, number, owner, token, for how many seconds it is kept that the update was handled (0: it was not)."""

RENEW = """
local p, owner, life_ms = ARGV[1], ARGV[2], ARGV[3]
local lost = {}
for at = 4, #ARGV, 3 do
  local name, number, token = ARGV[at], ARGV[at + 1], ARGV[at + 2]
  local is_ours = redis.call('GET', p .. 'hand:' .. number) == owner
  if is_ours and token ~= '0' then
    is_ours = redis.call('GET', p .. 'held:' .. name) == token .. ' ' .. owner .. ' ' .. number
  end
  if is_ours then
    redis.call('PEXPIRE', p .. 'hand:' .. number, life_ms)
    if token ~= '0' then redis.call('PEXPIRE', p .. 'held:' .. name, life_ms) end
  else
    lost[#lost + 1] = number
  end
end
return lost
"""
"""prefix, owner, life in ms, then (name, number, token or 0) of each in hand; answers the numbers that were lost."""
