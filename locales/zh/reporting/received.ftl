# 收到的报告
menu-received = 收到的报告
received-list = <b>收到的报告</b>，最近的在前，请选择查看：
received-none = 目前没有收到的报告。收到后会在次日上午通知您。
received-told = 收到 { $count } 份报告，请查阅：
received-told-line = • { $title }
received-told-corrected = • { $title }（已更正）
received-told-more = 另有 { $count } 份，请在列表中查看。
received-all = 全部收到的报告
received-back = 返回收到的报告
watch-kind-received = 收到报告的通知
