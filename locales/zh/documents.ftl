# 文书：生成、修改后存档、报送
menu-documents = 文书
menu-own-file = 我的廉情档案
documents-list = <b>文书</b>
    请选择。生成的是 docx 文件，可以下载修改，改好后发回存档。
documents-files = 廉情档案
documents-ledger = 问题线索台账
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
documents-send-supervisor = 发送驻组（第 { $version } 版）
documents-send-committee = 发送党委（第 { $version } 版）
documents-send-ask-supervisor = 将《{ $name }》存档第 { $version } 版发送给驻组。发出后不能收回，请确认。
documents-send-ask-committee = 将《{ $name }》存档第 { $version } 版发送给党委。发出后不能收回，请确认。
documents-send-yes = 确认发送
documents-sent = 已发送给 { $count } 人。
documents-sent-nobody = 对方尚无人绑定手机，没有发出。请先发放邀请链接。
documents-letter = 医院监察室报送《{ $name }》，请审阅。
documents-files-of = <b>廉情档案</b> · { $grid }
    请选择网格或监察员。
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
command-documents = 文书：生成、存档、报送
watch-kind-document = 文书
