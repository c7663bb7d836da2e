package paper_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"beiandesk/internal/paper"
)

// tool runs one of poppler's programs over a paper.
func tool(t *testing.T, pdf []byte, name string, args ...string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		if a == "FILE" {
			args[i] = file
		}
	}
	var errOut bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stderr = &errOut
	out, err := cmd.Output()
	if err != nil || errOut.Len() > 0 {
		t.Fatalf("%s: %v %s", name, err, errOut.String())
	}
	return string(out)
}

// papers are one of each kind and state.
func papers(t *testing.T) map[string]paper.Result {
	t.Helper()
	out := map[string]paper.Result{}
	add := func(name string, r paper.Result, err error) {
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		out[name] = r
	}
	for name, v := range map[string]paper.Invoice{"issued": invoice(t), "paid": paidInvoice(t), "part": partPaidInvoice(t), "void": voidInvoice(t), "many": manyLines(t, 60)} {
		r, err := paper.RenderInvoice(v)
		add(name, r, err)
	}
	r, err := paper.RenderProgress(progress(t))
	add("progress", r, err)
	r, err = paper.RenderProgress(openedCase(t))
	add("opened", r, err)
	r, err = paper.RenderFiling(filing())
	add("filing", r, err)
	r, err = paper.RenderDaily(daily(t, 6, 14, 25))
	add("daily", r, err)
	return out
}

func TestTextReadsBackInOrder(t *testing.T) {
	all := papers(t)
	for name, want := range map[string][]string{
		"issued": {"兰州青桐信息服务有限公司", "服务费账单", "非发票", "甘肃兰悦酒店管理有限公司", "序号", "ICP备案阶段服务费", "公安备案阶段服务费", "人民币壹仟贰佰元整", "应付金额", "¥1,200.00",
			"付款方式", "6200 1234 5678 9012 345", "说明", "收款单位（盖章）", "生成于 2026-11-23 09:12", "第 1 页 / 共 1 页"},
		"paid": {"已付清", "合计（含税）", "未付金额", "¥0.00", "收款记录", "20261126 4400 8812 0917", "说明"},
		"void": {"已作废", "应付金额", "¥0.00", "作废说明", "请勿付款"},
		"many": {"西北非物质文化遗产", "过次页（第 1–19 项累计）", "第 1 页 / 共 4 页", "承前页（第 1–19 项累计）", "第 4 页 / 共 4 页"},
		"progress": {"备案进度报告", "当前进度", "公安备案“网站审核”环节", "需要您现在做的事", "即日起", "当前等待事项", "已取得的号码", "陇ICP备2026008817号-1", "尚未取得",
			"后续时间及依据", "2027 年放假安排尚未公布", "已办事项", "经办人", "第 2 页 / 共 2 页"},
		"filing": {"备案填报单", "打印日期 2026年11月23日（周一）", "BA2026-0386", "共 3 张表单，还有 3 项没有填全，用粗字标出。", "遮去了中间几位", "基本信息", "还差 1 项", "项目", "填写内容", "核对",
			"620***********803X", "公网 IP", "未填", "公安 新办网站（兰悦酒店官网）", "境内 某某网络，没有填全", "单位门户网站（没有另选，按主体性质）", "核对人（签字）", "核对日期", "第 1 页 / 共 1 页"},
		"daily": {"今日期限表", "2026年11月23日（周一）", "逾期", "今日", "今日 10:05", "53 分", "今日 24:00 前", "7 天内（11-24 至 11-30）", "会上决定"},
	} {
		text := tool(t, all[name].PDF, "pdftotext", "-raw", "FILE", "-")
		from := 0
		for _, s := range want {
			i := strings.Index(text[from:], s)
			if i < 0 {
				t.Errorf("%s: %q is missing or out of order in\n%s", name, s, text)
				break
			}
			from += i
		}
		// Without -raw the reader takes evenly spaced signs (第 1 页 / 共 1 页) for one
		// spread word, so spaces are left out of this comparison.
		plain := squash(tool(t, all[name].PDF, "pdftotext", "FILE", "-"))
		for _, s := range want {
			if !strings.Contains(plain, squash(s)) {
				t.Errorf("%s: a reader that goes by position does not find %q", name, s)
			}
		}
	}
}

func TestFontsAreEmbeddedAsSubsets(t *testing.T) {
	for name, r := range papers(t) {
		lines := strings.Split(strings.TrimSpace(tool(t, r.PDF, "pdffonts", "FILE")), "\n")[2:]
		if len(lines) != 2 {
			t.Errorf("%s: %d fonts", name, len(lines))
		}
		for _, l := range lines {
			f := strings.Fields(l)
			if f[0][6] != '+' || !strings.HasSuffix(strings.Join(f, " "), "0") || !slices.Equal(f[4:7], []string{"yes", "yes", "yes"}) {
				t.Errorf("%s: %s", name, l)
			}
		}
		if len(r.PDF) > 150_000 {
			t.Errorf("%s: %d bytes", name, len(r.PDF))
		}
		if len(r.Missing) > 0 {
			t.Errorf("%s: lacks %q", name, r.Missing)
		}
	}
}

func TestPagesAreCountedAndSized(t *testing.T) {
	all := papers(t)
	for name, want := range map[string][2]string{"issued": {"1", "595.28 x 841.89"}, "many": {"4", "595.28 x 841.89"}, "progress": {"2", "595.28 x 841.89"}, "daily": {"3", "841.89 x 595.28"}} {
		info := tool(t, all[name].PDF, "pdfinfo", "FILE")
		if !strings.Contains(info, "Page size:       "+want[1]) || !strings.Contains(info, "Pages:           "+want[0]) {
			t.Errorf("%s: %s", name, info)
		}
	}
}

func TestRareNamesPrintAndMissingOnesAreNamed(t *testing.T) {
	v := invoice(t)
	v.Client.Contact = "㛃䶮𫖯𠮷𠮷"
	v.Client.Address = "𡋾路"
	r, err := paper.RenderInvoice(v)
	if err != nil {
		t.Fatal(err)
	}
	if string(r.Missing) != "𠮷𡋾" {
		t.Errorf("missing %q", r.Missing)
	}
	text := tool(t, r.PDF, "pdftotext", "-raw", "FILE", "-")
	for _, s := range []string{"㛃䶮𫖯〓〓", "〓路"} {
		if !strings.Contains(text, s) {
			t.Errorf("no %q in\n%s", s, text)
		}
	}
}

func TestSameValuesGiveTheSameBytes(t *testing.T) {
	first, second := papers(t), papers(t)
	for name := range first {
		if !bytes.Equal(first[name].PDF, second[name].PDF) {
			t.Errorf("%s differs", name)
		}
	}
	v := invoice(t)
	v.GeneratedAt = v.GeneratedAt.In(time.FixedZone("elsewhere", -5*3600))
	r, err := paper.RenderInvoice(v)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(r.PDF, first["issued"].PDF) {
		t.Error("the machine's zone shows in the paper")
	}
}

func TestPicturesArePrintedAndKeptSmall(t *testing.T) {
	v := partPaidInvoice(t)
	v.Letterhead.Logo = pattern(t, 2000)
	r, err := paper.RenderInvoice(v)
	if err != nil {
		t.Fatal(err)
	}
	list := strings.Split(strings.TrimSpace(tool(t, r.PDF, "pdfimages", "-list", "FILE")), "\n")[2:]
	if len(list) != 3 || len(r.PDF) > 150_000 {
		t.Errorf("%d bytes, %d pictures:\n%s", len(r.PDF), len(list), strings.Join(list, "\n"))
	}
}
