# 一处安装、多家医院
city-help-unit = 哪一家（单位代码），可重复；只有一家时不用写
city-which-unit = 本处有几家单位，请用 --unit 指明是哪一家：{ $known }
city-no-such-unit = 没有 { $unit } 这个单位，配置中有：{ $known }
city-no-code = { $where }：[[unit]] 须有 code，用小写字母开头的 1–16 个小写字母、数字或连字符。
city-shared = { $where }：单位 { $unit } 与 { $other } 的 { $what } 相同，每个单位须各有各的。
city-two-organs = { $where }：kind = "organ" 的单位只能有一个。
city-started = { $unit }：已启动 @{ $username }
city-doctor-unit = —— { $unit }  { $name }
