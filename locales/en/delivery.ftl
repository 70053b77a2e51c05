# Whether messages arrive: the office's menu, gridbot outbox
delivery-failed = { $count } messages of the last 7 days could not be delivered; the administrator can list them with gridbot outbox.
delivery-help-outbox = List the messages of the last 30 days that did not arrive
delivery-none = Every message of the last 30 days has arrived.
delivery-line = { $id }  { $at }  { $kind }  { $reader }  { $state ->
    [failed] failed
    [refused] blocked or deactivated
   *[perhaps_sent] perhaps arrived (Telegram's answer was lost; not sent again)
}
delivery-chat = chat { $chat }
delivery-more = Earlier ones are not listed.
