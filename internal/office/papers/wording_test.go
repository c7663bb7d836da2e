package papers_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/materials"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/chasing"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/papers"
	"beiandesk/internal/office/preflight"
	"beiandesk/internal/office/views"
	"beiandesk/internal/rules"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// foreign are the words that have no place in what a case of a type shows or sends: what it
// does not have, what its client must not do, and what another type is about.
var foreign = map[string][]string{
	"first":         {"APP", "上架", "小程序", "注销", "接入备案", "变更备案", "照常打开"},
	"add":           {"APP", "上架", "小程序", "注销", "接入备案", "变更备案", "照常打开"},
	"access":        {"APP", "上架", "小程序", "注销", "变更备案", "不能打开", "打不开", "停掉域名解析", "打开域名解析", "备案号已下发", "信息模板", "公安"},
	"change":        {"APP", "上架", "小程序", "注销", "接入备案", "不能打开", "打不开", "停掉域名解析", "打开域名解析", "备案号已下发", "挂出", "上线", "信息模板", "公安"},
	"cancel":        {"APP", "上架", "小程序", "接入备案", "变更", "不能打开", "打不开", "域名解析", "备案号已下发", "挂出", "首页", "上线", "信息模板", "公安", "表单", "手持", "人脸", "扫描件", "补交", "核对电话"},
	"app":           {"网站", "上线", "挂号", "首页", "小程序", "注销", "接入备案", "变更备案", "不能打开", "打不开", "域名解析", "信息模板", "公安图标", "图标和链接", "页脚"},
	"mini":          {"网站", "APP", "上架", "上线", "域名", "腾讯云", "云服务", "服务器", "公网 IP", "子账号", "预审", "信息模板", "包名", "公钥", "45 天", "挂号", "注销", "接入备案", "变更备案", "不能打开", "打不开", "公安图标", "图标和链接", "页脚", "手持"},
	"police":        {"APP", "上架", "小程序", "注销", "接入备案", "变更备案", "不能打开", "打不开", "域名解析", "信息模板", "子账号", "腾讯云", "管局", "短信核验", "人脸", "预审"},
	"police-change": {"APP", "上架", "小程序", "接入", "不能打开", "打不开", "域名解析", "信息模板", "子账号", "腾讯云", "管局", "短信核验", "人脸", "预审", "上线", "30 天", "新办", "主体备案号", "网站备案号", "注销", "交付资料并结案"},
	"police-cancel": {"APP", "上架", "小程序", "接入", "不能打开", "打不开", "域名解析", "信息模板", "子账号", "腾讯云", "管局", "短信核验", "人脸", "预审", "上线", "30 天", "新办", "主体备案号", "网站备案号", "变更", "缺下面的材料", "补交", "手持", "表单"},
}

// titles are names of documents and what sources are, and the letterhead: nobody's words.
var titles = regexp.MustCompile(`《[^》]*》|本公司非腾讯云|来源：[^。]*。`)

// sources are where a clock is written, as its reasons name them.
var sources = regexp.MustCompile(`(来源|依据)：[^（]*`)

// told is all that a case shows to its client or has ready for him as it stands.
func (d *desk) told(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	_, report := d.progress(t)
	texts["report"] = titles.ReplaceAllString(strings.Join(strings.Fields(report), ""), "")
	page := d.show(t)
	if statement, err := papers.Duty(ctx, d.Office, d.Case); err == nil {
		texts["statement"] = titles.ReplaceAllString(strings.Join(strings.Fields(text(t, statement)), ""), "")
	}
	for _, s := range page.Sites {
		texts["footer"] += s.Footer.Hint + s.Footer.HTML
	}
	for _, n := range page.Next {
		m, err := chasing.Chase(ctx, d.Office, chasing.ChaseInput{CaseID: d.Case, RunID: n.ID})
		if code := errs.CodeOf(err); err != nil && code != errs.Blocked {
			t.Fatal(err)
		}
		texts["chase "+n.Run.Stage] = m.Title + m.Text
		texts["next "+n.Run.Stage] = strings.Join([]string{n.Todo, n.Detail, n.Message, strings.Join(n.Script, ""), strings.Join(n.Bring, "")}, "\n")
	}
	for _, s := range page.Stages {
		texts["stage "+s.Code] = strings.Join([]string{s.Label, s.Short, s.Note}, "\n")
	}
	for _, n := range page.Next {
		for _, a := range n.Actions {
			texts["act "+a.Code] = actWords(a)
		}
		texts["next "+n.Run.Stage] += n.StageLabel
	}
	for _, a := range page.Menu {
		texts["menu "+a.Code] = actWords(a)
	}
	for _, c := range page.Clocks {
		texts["clock "+c.Clock] = c.Label + sources.ReplaceAllString(strings.Join(c.Reasons, ""), "")
	}
	for _, p := range page.People {
		texts["roles"] += strings.Join(p.Words, "")
	}
	for _, e := range page.Timeline {
		texts["timeline "+e.Title] = everywhere.Replace(e.Title + e.Text)
	}
	for _, r := range d.judged(t) {
		if r.Outcome == rules.Unknown {
			texts["preflight "+r.Code] = strings.ReplaceAll(r.Text+r.Advice, "工信部网站", "")
		}
	}
	for _, sheet := range page.Forms {
		texts["form "+sheet.Code] = sheet.Label
		for _, l := range sheet.Lines {
			texts["form "+sheet.Code] += "\n" + l.Label
		}
	}
	return texts
}

// everywhere is what a case of any type may say: which other case is to be opened, and what is
// asked of whatever scans there ever were.
var everywhere = strings.NewReplacer("“注销备案”案件", "", "扫描件怎么处理", "")

// judged is what the rules say before the next submission.
func (d *desk) judged(t *testing.T) []rules.Result {
	t.Helper()
	var report preflight.Report
	if err := d.Office.Read(ctx, func(tx store.Tx) error {
		file, err := casefile.Read(d.Office, tx, d.Case)
		if err == nil {
			report, err = preflight.Run(file, d.Office, tx, preflight.NextSubmission(file, d.Office), "", d.Office.Today())
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return report.Results
}

// actWords are all that an action says, and why it may not happen.
func actWords(a workflow.Action) string {
	said := []string{a.Label, titles.ReplaceAllString(a.Hint, ""), strings.Join(a.Blocked, "")}
	for _, v := range a.Values {
		said = append(said, v.Label, v.Hint)
		for _, o := range v.Options {
			said = append(said, o.Label)
		}
	}
	return everywhere.Replace(strings.Join(said, "\n"))
}

func (d *desk) show(t *testing.T) views.CasePage {
	t.Helper()
	page, err := views.Show(ctx, d.Office, d.Case)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// answers are the values that the straight way of a case needs, where the case does not
// settle them.
func answers(a workflow.Action, kind workflow.Type) map[string]string {
	values := map[string]string{}
	for _, v := range a.Values {
		switch {
		case v.Key == "subject_number":
			values[v.Key] = "浙ICP备2026051234号"
		case v.Kind == "icp" && v.Required:
			values[v.Key] = "浙ICP备2026051234号-1" + kind.Letter
		case v.Kind == "police":
			values[v.Key] = "浙公网安备 33010602012345号"
		case v.Kind == "day":
			values[v.Key] = "2026-09-01"
		case v.Kind == "choice" && v.Default == "" && len(v.Options) > 0:
			values[v.Key] = v.Options[0].Code
		}
	}
	return values
}

func TestNoTextOfATypeAppearsInAnother(t *testing.T) {
	for _, kind := range workflow.Embedded().Types {
		for _, choice := range choices(kind) {
			t.Run(strings.TrimSpace(kind.Code+" "+choice["cancels"]+choice["police"]), func(t *testing.T) {
				d := &desk{desktest.OpenWalk(t, func(in *filing.OpenInput) {
					in.Type, in.ICP, in.Police, in.Values = kind.Code, kind.HasICP(), kind.HasPolice() && choice["police"] == "", map[string]string{}
					if !kind.Has(workflow.SiteDomain) {
						in.Sites = []filing.SiteInput{{Name: in.Sites[0].Name}}
					}
					if what := choice["cancels"]; what != "" {
						in.Values["cancels"] = what
					}
					in.Lookup = "已查"
				})}
				d.letterhead(t)
				if choice["cancels"] == "" {
					d.hand(t, "licence", "id-front", "id-back")
				}
				if face, _ := materials.Find("handheld"); choice["cancels"] == "" && !slices.Contains(face.NotFor, kind.Code) {
					d.hand(t, face.Code)
				}
				if icon, _ := materials.Find("app-icon"); slices.Contains(icon.Types, kind.Code) {
					d.hand(t, icon.Code)
				}
				seen := map[string]bool{}
				for n := 0; ; n++ {
					for where, text := range d.told(t) {
						for _, word := range foreign[kind.Code] {
							if strings.Contains(text, word) && !seen[where+word] {
								seen[where+word] = true
								at := strings.Index(text, word)
								t.Errorf("%s says %s: …%s", where, word, []byte(text)[max(0, at-60):min(len(text), at+60)])
							}
						}
					}
					page := d.show(t)
					if page.State.Status == workflow.Delivered {
						break
					}
					d.step(t, page, kind, n)
				}
			})
		}
	}
}

// choices are the answers that the signing of a type wants; one that is sold without 公安, too,
// as an order without it.
func choices(kind workflow.Type) []map[string]string {
	var list []map[string]string
	for _, v := range workflow.Embedded().Opening().Values {
		if v.Required && slices.Contains(v.Types, kind.Code) {
			for _, o := range v.Options {
				list = append(list, map[string]string{v.Key: o.Code})
			}
		}
	}
	if list == nil {
		list = append(list, map[string]string{})
	}
	if kind.NotSure(workflow.PhasePolice) != "" {
		list = append(list, map[string]string{"police": "without"})
	}
	return list
}

// step records the first thing that may happen next in a case.
func (d *desk) step(t *testing.T, page views.CasePage, kind workflow.Type, n int) {
	t.Helper()
	at := fmt.Sprintf("2026-09-%02d %02d:%02d", 7+n/8, 10+n%8, 30)
	d.At(t, at)
	for _, next := range page.Next {
		for _, a := range next.Actions {
			if len(a.Blocked) > 0 || a.Kind == "setback" || a.Kind == "case" {
				continue
			}
			in := filing.DoInput{CaseID: d.Case, Action: a.Code, SiteID: a.Site, At: at, Values: answers(a, kind), Reason: "客户要求留着"}
			in.Values[filing.AgreeKey] = "yes"
			if slices.Contains([]string{"template.submit", "prereview.submit", "police-subject.submit", "police-site.submit"}, a.Code) {
				in.Values["override"] = "已核对"
			}
			if _, err := filing.Do(ctx, d.Office, in); err != nil {
				t.Fatalf("%s %v: %v", a.Code, in.Values, err)
			}
			return
		}
	}
	for _, next := range page.Next {
		t.Logf("%s/%s %+v", next.Run.Stage, next.Run.Step, next.Actions)
	}
	t.Fatal("nothing may happen")
}
