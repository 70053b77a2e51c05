# 文书：生成、修改后存档、报送
menu-documents = 文书
menu-own-file = 我的廉情档案
documents-list = <b>文书</b>
    请选择。生成的是 docx 文件，可以下载修改，改好后发回存档。
documents-going-on = { $name }（尚未结束）
documents-files = 廉情档案
documents-ledger = 问题线索台账（附件3）
documents-ledger-make = 生成台账
documents-ledger-how = 改好后请把 docx 或 xlsx 发到本窗口，加密存为新的一版，只有受理人能取回。
documents-ledger-by-hand = 含线索内容，机器人不代为发送，请线下报送后登记。
documents-ledger-facts-kept = 已记下，生成时自动带入。请点“生成台账”。
documents-ledger-facts-change = 修改填报人等
documents-ledger-stored = 已加密存为第 { $version } 版。聊天中的原文件请自行删除。
documents-ledger-opened = 存档第 { $version } 版已发出，含线索内容，请妥善保管。
documents-ledger-sealed = 存档第 { $version } 版已发出，仍为加密。{ $by ->
    [here] 您的密钥保存在这里，请先打开任一线索点“阅读”解锁，再下载。
    [own] 打开：<code>gridbot open-tip 文件 --key 您的私钥文件 --out 台账{ $extension }</code>
    [supervisor] 打开：<code>gridbot open-tip 文件 --key 驻组私钥文件 --out 台账{ $extension }</code>
   *[shared] 打开：<code>gridbot open-tip 文件 --key office-key.txt --out 台账{ $extension }</code>
}
documents-ledger-other-key = 存档第 { $version } 版已发出，仍为加密：您的密钥打不开，它是存档时加密给当时受理人的。请由当时的受理人打开，或重新生成台账。
documents-ledger-recused = 您已回避部分线索，只能取回自己存档的版本，请由其他受理人办理。
documents-ledger-no-key = 目前没有可用的加密密钥，没有存档。请先按“密钥”设置后再发。
documents-ledger-refused-words = 此处请发送改好的 docx 或 xlsx 文件，或点下面的按钮。
documents-ledger-refused-kind = 这不是 docx 或 xlsx 文件，没有存档。请另存为其中一种后再发。
documents-ledger-refused-damaged = 这个文件打不开，没有存档。请在电脑上打开检查，另存一份后再发。
documents-ledger-version-name = 问题线索台账（第{ $version }版）{ $extension }
documents-report-supervisor = { $period }报告（报驻组）
documents-report-committee = { $period }报告（报党委）
documents-archive-of = { $name }廉情档案 { $first } 至 { $last }
documents-make = 生成 docx
documents-making = 正在生成，请稍候。
documents-made = 已按目前的数据生成，请核对。
documents-file-name = { $name }.docx
documents-version-file-name = { $name }（第{ $version }版）.docx
documents-none-filed = 尚未存档。
documents-filed = 存档第 { $version } 版　{ $day }　{ $name }
documents-how = 改好后请把 docx 发到本窗口，即存为新的一版。
documents-own = 这是您本人的档案，不含线索。
documents-get = 下载存档（第 { $version } 版）
documents-get-older = 第 { $version } 版
documents-got = 存档第 { $version } 版已发出。
documents-stored = 已存为第 { $version } 版。
documents-stored-less = 已存为第 { $version } 版。文件里的外部链接、嵌入对象或自动取数等内容已去掉，请下载存档核对。
documents-send-supervisor = 发送驻组（第 { $version } 版）
documents-send-committee = 发送党委（第 { $version } 版）
documents-send-ask-supervisor = 将《{ $name }》存档第 { $version } 版发送给驻组。发出后不能收回，请确认。
documents-send-ask-committee = 将《{ $name }》存档第 { $version } 版发送给党委。发出后不能收回，请确认。
documents-send-yes = 确认发送
documents-send-unwritten = 尚有 { $count } 处待补充。可以继续补充：请返回下载，补写后再发回存档。
documents-send-anyway = 仍然报送
documents-send-write = 继续补充
documents-sent = 已发送给 { $count } 人。
documents-sent-nobody = 对方尚无人绑定手机，没有发出。请先发放邀请链接。
documents-up = 登记已报送上级主管部门
documents-up-ask = <b>登记报送上级主管部门</b>
    《{ $name }》存档第 { $version } 版
documents-up-line = 已报送上级主管部门：{ $day }，{ $way }（第 { $version } 版）
documents-up-how = 请选择报送方式，登记为今天报送。其他日期或方式请直接输入，例如：8月28日 公文交换
documents-up-way-1 = 公文交换
documents-up-way-2 = 电子邮件
documents-up-way-3 = 当面送达
documents-up-way-4 = 邮寄
documents-up-take-back = 撤销最近一次登记
documents-up-noted = 已登记：{ $day }报送上级主管部门。
documents-up-taken-back = 已撤销最近一次登记。
documents-up-no-way = 请同时写明报送方式，例如：8月28日 公文交换
documents-up-later = 报送日期不能晚于今天，请重新输入。
documents-up-too-long = 报送方式不能超过 { $limit } 字，请缩短后重新输入。
documents-letter = 医院监察室报送《{ $name }》，请审阅。
documents-files-of = <b>廉情档案</b> · { $grid }
    请选择网格或人员，也可以直接输入姓名、拼音首字母或工号。
documents-people = 本网格人员
documents-people-of = <b>廉情档案</b> · { $grid }
documents-people-all = 共 { $count } 人。请选择，或直接输入姓名、拼音首字母或工号。
documents-people-found = 与“{ $words }”相符的有 { $count } 人。请选择，或重新输入。
documents-people-none = 没有找到“{ $words }”。请核对后重新输入姓名、拼音首字母或工号。
documents-official = { $name } { $post }
documents-grid = { $name }（本网格）
documents-person = 监察员 { $name }
documents-span = { $first } 至 { $last }
documents-span-ask = <b>{ $name }廉情档案</b>
    请选择起止月份，也可以直接输入，例如：2026-01 2026-06
documents-refused-span = 请输入起止两个月份，先起后止，例如：2026-01 2026-06
documents-refused-words = 此处请发送改好的 docx 文件，或点下面的按钮。
documents-refused-kind = 这不是 docx 文件，没有存档。请在 Word 或 WPS 中另存为 docx 后再发。
documents-refused-damaged = 这个 docx 打不开，没有存档。请在电脑上打开检查，另存一份后再发。
documents-refused-macros = 文件带有宏，没有存档。请另存为不带宏的 docx 后再发。
documents-refused-size = 文件超过 { $limit } MB，没有存档。请压缩其中的图片后再发。
documents-no-duty = 尚未设置每月填报灯色的任务，无法生成报告。
documents-empty = 本期还没有人填报，没有可以生成的内容。
documents-no-item = 未分项目
command-documents = 文书：生成、存档、报送
watch-kind-document = 文书
documents-duty-open = 任务“{ $title }”：{ $due }截止，存档即完成。
documents-duty-overdue = 任务“{ $title }”已逾期 { $late } 天，{ $closes }前存档仍可计入。
documents-duty-done = 任务“{ $title }”已完成（{ $filed }）。
documents-duty-coming = 任务“{ $title }”：{ $opens }开始，{ $due }截止。
documents-duty-over = 任务“{ $title }”已于{ $closes }截止，未按期完成。
documents-duty-fulfil = 按存档第 { $version } 版完成任务
documents-duty-again = 再次存档
documents-lists = 台账清单
documents-lists-choose = <b>台账清单</b>
    请选择。按目前台账生成 docx，改好后发回存档，即可报送。
documents-lists-none = 台账里还没有可以列出的内容。请先在“工作台账”中登记。
documents-facts-offered = <b>{ $name }</b>
    请核对，上次填写的已带入：
documents-facts-all = 照此生成
documents-facts-each = 逐项填写
documents-facts-none = 都不填，直接生成
documents-facts-change = 修改文号等
documents-fact-number = 文号
documents-fact-signer = 签发人
documents-fact-contact = 联系人及电话
documents-fact-filler = 填报人
documents-fact-phone = 联系电话
documents-fact-checker = 审核人
documents-fact-ask-number = <b>{ $name }</b>
    请输入文号，例如 某院纪〔2026〕3号。填写一次，以后自动带入下一个号。
documents-fact-ask-signer = <b>{ $name }</b>
    请输入签发人姓名。填写一次，以后自动带入。
documents-fact-ask-contact = <b>{ $name }</b>
    请输入联系人及电话，例如 监察室 8801。填写一次，以后自动带入。
documents-fact-ask-filler = <b>{ $name }</b>
    请输入填报人。填写一次，以后自动带入。
documents-fact-ask-phone = <b>{ $name }</b>
    请输入联系电话。填写一次，以后自动带入。
documents-fact-ask-checker = <b>{ $name }</b>
    请输入审核人。填写一次，以后自动带入。
documents-fact-empty = 留空
documents-fact-length = 请输入 1–{ $limit } 个字，或点“留空”。
