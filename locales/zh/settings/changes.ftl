# 设置：修改记录
setting-changed = 已修改，立即生效。
setting-undo = 撤销修改
setting-undone-now = 已撤销修改，立即生效。
setting-undone = 这项修改已经撤销。
setting-changed-since = 此后又有修改，不能再撤销这一次。请在最近修改中查看现在的设置。
setting-not-undone = 这项修改不能撤销，请重新设置。
setting-no-change = 没有这项修改记录。请在最近修改中重新选择。
setting-changes = 最近修改
setting-changes-head = <b>最近修改</b>
setting-changes-none = 尚无修改记录。在设置中修改后，这里会列出修改人、时间和修改前后的内容，并可撤销。
setting-change-line = { $when } { $who }：{ $what }，{ $old } → { $new }
setting-change-open = { $number }. { $what }
setting-change-one =
    <b>{ $what }</b>
    原为：{ $old }
    改为：{ $new }
    { $who }，{ $when }
setting-change-undoes = 这是一次撤销。
setting-nothing = （无）
setting-by-command-line = 命令行
