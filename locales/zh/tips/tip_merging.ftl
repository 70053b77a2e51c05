# 并案：把重复反映的线索并入另一件，或取消。

tips-act-merged = 并入另一件
tips-act-separated = 取消并案

## 线索页面

tip-merging-line = { $number } { $day } 并入{ $main }
tip-merging-into = <b>已并入 { $number }</b>  处置、结果、销号请在该件办理；告知本件反映人仍在本件登记
tip-merging-merged = 并入本件：{ $numbers }
tip-merging-merged-more = 并入本件：{ $numbers } 等 { $count } 件
tip-merging-open = 查看 { $number }
tip-merging-list = 并入的线索 { $count }
tip-merging-listed = <b>并入线索 { $number } 的线索</b>  共 { $count } 件
tip-merging-recuse = 与这件并案的线索一并回避。

## 并入

tip-merging-which = <b>线索 { $number } 并入哪一件？</b>
tip-merging-type = 请选择，或输入编号。
tip-merging-none = 目前没有可以并入的线索。只能并入尚未办结、进度不早于本件的线索。
tip-merging-sure = 将线索 { $number } 并入 { $main }？
tip-merging-means =
    此后由 { $main } 统一处置，{ $number } 的状态与其一致；编号、材料、台账和告知期限仍各自保留。
    回避了其中一件的受理人，两件都不再看到。未办结前可以取消并案。
tip-merging-yes = 确定：{ $number } 并入 { $main }

## 取消并案

tip-separating-sure = 将线索 { $number } 从 { $main } 分出？
tip-separating-means = 此后单独办理。{ $main } 登记的处置和结果不算在 { $number } 内，已有的回避仍然有效。
tip-separating-yes = 确定取消并案：{ $number }

## 不能并案

tip-merging-unknown = 没有查到这个编号的线索，请核对，例如 2026-003。
tip-merging-itself = 线索 { $number } 就是这一件，请选择另一件。
tip-merging-already = 线索 { $number } 已并入 { $main }，请先取消并案。
tip-merging-chain = 线索 { $number } 已并入 { $main }，请改选 { $main }。
tip-merging-has-merged = 已有线索并入 { $number }，它不能再并入另一件。
tip-merging-ended = 线索 { $number } 已办结、不予受理或已清除，不能并案或取消并案。
tip-merging-elsewhere = 线索 { $number } 已登记转上级或其他单位，不能并案。
tip-merging-not-as-far = 线索 { $main } 的进度早于 { $number }。请先办理 { $main }，或反过来把 { $main } 并入 { $number }。
tip-merging-alone = 线索 { $number } 尚未并入另一件。
tip-merging-hides = 其他受理人已回避其中一件，并案后只有您一人能看到。不能并案，请分别办理。

## 并案的通知

tip-merging-letter-merged = { $name }已将 { $numbers } 并案。您可以查看这些线索。
tip-merging-letter-separated = { $name }已取消 { $numbers } 的并案。您可以查看这些线索。
tip-merging-letter-hidden = { $name }已将 { $numbers }（共 { $count } 件）与您已回避的线索并案，您不再看到。如有疑问，请当面询问其他受理人。

## 台账和统计

ledger-merged = 并入 { $number }
figures-merged = 并入另一件
