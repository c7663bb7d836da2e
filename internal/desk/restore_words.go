package desk

import (
	"fmt"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
)

// restoredTitle is what the journal of a restored folder says.
const restoredTitle = "从备份恢复"

// Words say what was restored, and which numbers stay unused, a line each.
func (r Restored) Words() []string {
	first := "已恢复到 " + r.To + "，用的是 " + r.Name + " 那一份备份（" + cal.At(r.Manifest.At).String() + " 的资料夹）"
	return append([]string{first}, skippedWords(r.Skipped)...)
}

// Warnings say what to know, or to do, before anybody works in the restored folder.
func (r Restored) Warnings() []string {
	list := []string{}
	if r.PlanOff {
		list = append(list, "恢复出来的资料夹先不自动备份；以后就用它办理的，在 设置 › 备份 里重新打开")
	}
	if !r.Newest {
		list = append(list, "这不是最新的一份备份，后来的登记不在里面")
	}
	if n := r.Lacking; n > 0 {
		list = append(list, fmt.Sprintf("有 %d 个密封文件缺或坏了，没有恢复；打开后运行 doctor 看是哪些案件的", n))
	}
	if len(r.Unsure) > 0 {
		list = append(list, fmt.Sprintf("有 %d 份备份的清单读不出来，更大的编号可能在里面：请和已经发出的账单、收据核对", len(r.Unsure)))
	}
	if r.Unsaid {
		list = append(list, "这份备份以后若还发过账单、收据或新建过案件，先别用：删掉这个文件夹，写明最后的编号，再恢复一次")
	}
	return list
}

// skippedWords spells skipped numbers, a series a line.
func skippedWords(all []office.Skipped) []string {
	lines := []string{}
	for _, s := range all {
		lines = append(lines, fmt.Sprintf("跳过 %s 到 %s，下一个是 %s",
			office.SpellNumber(s.Series, s.Year, s.From), office.SpellNumber(s.Series, s.Year, s.To), office.SpellNumber(s.Series, s.Year, s.To+1)))
	}
	return lines
}
