# 消息的送达：办公室菜单、gridbot outbox
delivery-failed = 近 7 天有 { $count } 条消息未能送达，请管理员运行 gridbot outbox 查看。
delivery-help-outbox = 列出近 30 天未能送达的消息
delivery-none = 近 30 天没有未能送达的消息。
delivery-line = { $id }  { $at }  { $kind }  { $reader }  { $state ->
    [failed] 失败
    [refused] 对方已停用或屏蔽
   *[perhaps_sent] 可能已送达（未收到 Telegram 的答复，不再重发）
}
delivery-chat = 群 { $chat }
delivery-more = 另有更早的未列出。
