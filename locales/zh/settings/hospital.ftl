# 设置：医院信息
hospital-button = 医院信息
hospital-head = <b>医院信息</b>
hospital-line = { $what }：{ $value }
hospital-name = 医院名称
hospital-greeting = 问候语
hospital-letters-to = 来信地址
hospital-sign = 机关代字
hospital-ask-name = 请输入医院名称，不超过 { $limit } 字。名称显示在首页、海报和文书上。
hospital-ask-greeting = 请输入问候语，一行，不超过 { $limit } 字。问候语显示在首页，人人可见。
hospital-ask-letters-to = 请输入来信地址，一行，不超过 { $limit } 字。反映人动笔前会看到。修改后，驻组会收到新旧地址的通知。
hospital-ask-sign = 请输入机关代字，不超过 { $limit } 字，例如：某医监。此后的文号以它开头，已有的文号不变。
hospital-now = 现为：{ $value }
hospital-clear = 清空
hospital-words = 请输入文字。
hospital-one-line = 请写成一行，不要换行。
hospital-long = 共 { $count } 字，不能超过 { $limit } 字，请缩短后重新输入。
hospital-no-name = 医院名称不能为空，请输入。
hospital-same = 与现在的一致，没有修改。
hospital-told = 新旧地址将通知驻组。
hospital-address-letter =
    <b>来信地址已修改</b>
    原为：{ $old }
    改为：{ $new }
    修改人：{ $who }。反映人看到的是新地址，请核对来信能否寄到。
hospital-config-ignored = { $setting } 后来的改动不生效，以机器人“设置—医院信息”中的为准。
watch-kind-letters = 来信地址修改通知
menu-greeting = { $greeting }
hospital-many-units = 本系统有多家单位，医院信息由信息科用 gridbot settings import 统一设置。
