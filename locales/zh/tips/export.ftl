# 导出问题线索台账。

tip-list-ledger = 台账
tip-list-figures = 统计
ledger-file = 问题线索台账
ledger-title = { $hospital }问题线索台账
ledger-how =
    共 { $count } 件。{ $by ->
    [here] 姓名、职务和摘要已加密，您的密钥保存在这里，文件在别处打不开。请先打开任一线索点“阅读”解锁，再点“台账”。
   *[other] 姓名、职务和摘要已加密，请在存有私钥的电脑上打开：
    <code>gridbot ledger 问题线索台账.json --key { ledger-key } --out 台账.xlsx</code>
    换成 <code>台账.docx</code> 即生成 Word 文档。
    }
ledger-key = { $by ->
    [own] 您的私钥文件
    [before] 交接前的私钥文件
    [supervisor] 驻组私钥文件
   *[shared] office-key.txt
}
ledger-opened = 共 { $count } 件。文件含姓名，请妥善保管。
ledger-on-file = 存档与报送登记
ledger-empty = 目前没有线索，尚无台账可导出。
ledger-step = { $day }{ $what }
ledger-then = ；
ledger-bundle-unreadable = 这不是本系统导出的台账文件，请重新导出。
ledger-help-command = 用私钥打开导出的台账，生成 xlsx 或 docx
ledger-help-bundle = 在聊天中导出的 .json 文件
ledger-help-out = 要写入的 .xlsx 或 .docx 文件
ledger-out-kind = 请写明要生成的文件，以 .xlsx 或 .docx 结尾。
