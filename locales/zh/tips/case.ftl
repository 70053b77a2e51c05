# 案卷：一件线索的全部内容，生成一份 Word 文档。

case-export = 案卷
case-name = 线索{ $number }-案卷
case-title = 线索{ $number }案卷
case-opened = 案卷已生成，含全部内容，请妥善保管，用后从本聊天中删除。
case-how = { $by ->
    [here] 案卷内容已加密，您的密钥保存在这里，文件在别处打不开。请先点“阅读”解锁，再点“案卷”。
   *[other] 案卷内容已加密，请在存有私钥的电脑上打开：
    <code>gridbot case 线索{ $number }-案卷.json --key { ledger-key } --out 案卷.docx</code>
}
case-number = 编号
case-state = 状态
case-fact-line = { $what }：{ $said }
case-said = 反映内容
case-thread = 往来
case-verified = 协助核实
case-steps = 办理经过
case-notes = 内部记录
case-files = 附件清单
case-answered = { $day } 反映人补充
case-asked = { $day } 向反映人提问
case-asked-sealed = （已加密给反映人，只有凭回执码能看到）
case-fact = { $day } { $grid }特邀监察员回复
case-step = { $day } { $act }（登记人：{ $who }）
case-step-way = { $day } { $act }：{ $way }（登记人：{ $who }）
case-file = 附件{ $place }（{ $extension }），{ $came }
case-file-first = 随线索收到
case-file-later = 补充收到
case-unreadable = 这不是本系统导出的案卷文件，请重新导出。
case-out-kind = 请写明要生成的文件，以 .docx 结尾。
case-help-command = 用私钥打开导出的案卷，生成 docx
case-help-bundle = 在聊天中导出的 .json 文件
case-help-out = 要写入的 .docx 文件
case-note = { $day } 内部记录：
