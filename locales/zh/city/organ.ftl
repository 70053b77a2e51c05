# 驻组：全市医院
menu-city = 全市医院
city-not-organ = 您没有查看全市医院的权限。
city-title = 全市医院（{ $count } 家）
city-month = { $period }月报：已报 { $reported }/{ $due }   逾期 { $late }   未报 { $missing }
city-empty =
    全市医院
    尚未接入医院。请本委信息科按部署说明接入，接入后在这里查看。
city-none = 尚无可汇总的月报，各医院首份月报到期后再来查看。
city-silent = 暂时没有取到：{ $names }（共 { $count } 家），请稍后再看。
city-and-more = { $names }等
city-silent-one = 暂时没有取到这家医院的数字，请稍后再看；一直取不到的，请联系信息科。
city-again = 再看一次
city-picture-title = 全市医院廉情月报
city-picture-reported = 医院 { $hospitals } 家   最近一期已报 { $reported }/{ $due }
city-compare = 比较各医院
city-tell = 传达
city-told = 已传达
city-hospital = <b>{ $name }</b>
city-duty = { $duty }（{ $period }）：已报 { $reported }/{ $due }   未报 { $missing }
city-risks = 廉政风险：一级 { $a }   二级 { $b }   三级 { $c }
city-open-warning = 未办结预警 { $open } 件   逾期 { $overdue }
city-open-problem = 未销号整改问题 { $open } 个   逾期 { $overdue }
city-open-measure = 未完成整改措施 { $open } 条   逾期 { $overdue }
city-grades-inspector = { $period }监察员考核：{ $grades }
city-grades-department = { $period }网格考核：{ $grades }
city-grades-unit = { $period }单位考核：{ $grades }
city-few = 不足 { $most }
city-nothing-told = 尚无可汇总的数字：不足五个网格的不单独列出。应报网格满五个、月报到期后再来查看。
city-compared = 各医院{ $period }，按时率从低到高
city-compared-line = { $name }
    按时 { $rate }   黄 { $yellow }   红 { $red }   逾期问题 { $problems }
city-compared-none = { $name }
    本期没有可列出的数字
city-notice-ask = 请输入要传达给各医院监察室的文字，发送前会请您核对。
city-notice-empty = 文字为空，请重新输入。
city-notice-long = 文字过长，请不超过 { $most } 字。
city-notice-text-alone = 这里只能传达文字，请直接输入。
city-notice-check = 请核对，将传达给 { $count } 家医院的监察室：

    { $text }
city-notice-send = 传达给 { $count } 家医院
city-notice-drop = 放弃
city-notice-sent = 已传达给 { $count } 家医院的监察室。
city-notice-unreached = 未能送到：{ $names }（共 { $count } 家），请在阅读情况中核对，另行联系。
city-notice-readings = 查看阅读情况
city-told-list = 已传达，点开查看阅读情况：
city-told-none = 尚未传达过。请返回后点“传达”。
city-told-one = { $day } { $title }
city-readings = { $title }
    已有人阅读的医院 { $read }/{ $count }
city-reading = { $name }  已阅 { $read }/{ $readers }
city-reading-none = { $name }  尚未送到
city-from-above = 上级传达（{ $day }）

    { $text }
city-from-above-read = 已阅
city-from-above-was-read = { $day }已阅。

watch-kind-from = 上级传达
