package preflight_test

import (
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/identity"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/rules"
	"beiandesk/internal/workflow"
)

// foreign are the words that have no place in the pre-flight of a type, beside what other
// types file (types.json).
var foreign = map[string][]string{
	"first":         {"上架", "注销备案", "变更备案", "接入备案"},
	"add":           {"上架", "注销备案", "变更备案", "接入备案"},
	"access":        {"上架", "注销备案", "变更备案", "信息模板", "新域名", "公安"},
	"change":        {"上架", "注销备案", "接入备案", "信息模板", "新域名", "公安"},
	"cancel":        {"上架", "变更", "接入备案", "信息模板", "表单", "手持", "人脸", "域名解析", "公安"},
	"app":           {"首页", "页脚", "域名解析", "挂号", "信息模板", "注销备案", "变更备案", "接入备案", "新域名"},
	"mini":          {"上架", "上线", "页脚", "域名", "服务器", "公网 IP", "挂号", "信息模板", "子账号", "注销备案", "变更备案", "接入备案"},
	"police":        {"上架", "信息模板", "注销", "变更备案", "接入备案", "预审", "管局", "短信核验"},
	"police-change": {"上架", "信息模板", "注销", "接入备案", "预审", "管局", "短信核验", "新办"},
	"police-cancel": {"上架", "信息模板", "变更", "接入备案", "预审", "管局", "短信核验", "新办"},
}

// names are of others, whatever the case is about.
var names = strings.NewReplacer("工信部网站", "", "建站公司", "", "网站备案管理系统", "")

// wordsAbroad are the words that a case of the type must not read: its own list, and the
// nouns of what other types file.
func wordsAbroad(t *testing.T, kind workflow.Type) []string {
	t.Helper()
	words, there := foreign[kind.Code]
	if !there {
		t.Errorf("nobody has said which words have no place in the pre-flight of %s", kind.Label)
	}
	for _, other := range workflow.Embedded().Types {
		if other.Files != kind.Files && !slices.Contains(words, other.Files) {
			words = append(words, other.Files)
		}
	}
	return words
}

// read looks through all that results say, but for their sources: those have titles of
// their own. It tells how many texts there were.
func read(t *testing.T, kind workflow.Type, words []string, results []rules.Result) int {
	t.Helper()
	texts := map[string]string{}
	for _, r := range results {
		for _, text := range []string{r.Label, r.Text, r.Advice, r.Value, r.About} {
			texts[text] = r.Pack + " " + r.Code
		}
	}
	delete(texts, "")
	for text, at := range texts {
		for _, word := range words {
			if strings.Contains(names.Replace(text), word) {
				t.Errorf("%s, %s: %s\n\t%s", kind.Label, at, word, text)
			}
		}
		if strings.ContainsAny(text, "{}") {
			t.Errorf("%s, %s: a place is not filled in: %s", kind.Label, at, text)
		}
	}
	return len(texts)
}

// faulty are facts of every field of a pack: none on record, one that no operator takes, and
// one that carries a fault.
func faulty(pack *rules.Pack) []map[string][]rules.Fact {
	empty, odd, wrong := map[string][]rules.Fact{}, map[string][]rules.Fact{}, map[string][]rules.Fact{}
	for _, r := range pack.Rules {
		empty[r.Field] = []rules.Fact{{}}
		odd[r.Field] = []rules.Fact{{Value: "99999999999"}}
		wrong[r.Field] = []rules.Fact{{Value: "x1", Wrong: "有错"}}
	}
	return []map[string][]rules.Fact{{}, empty, odd, wrong}
}

// submitted are the stages of a type before which rules run.
func submitted(kind workflow.Type) []workflow.Stage {
	var list []workflow.Stage
	for _, code := range workflow.Embedded().Submissions() {
		if stage, _ := workflow.Embedded().Stage(code); slices.Contains(kind.Stages, code) {
			list = append(list, stage)
		}
	}
	return list
}

// Every rule that a type's cases are judged by, in each province and whatever it finds, is
// worded for what that type files.
func TestNoRuleSpeaksOfAnotherType(t *testing.T) {
	book := rules.Embedded()
	scopes := []string{""}
	for _, p := range identity.Provinces() {
		scopes = append(scopes, p.Code)
	}
	for _, kind := range workflow.Embedded().Types {
		words, stages, texts := wordsAbroad(t, kind), submitted(kind), 0
		for _, scope := range scopes {
			pack, ok := book.Pack(scope)
			if !ok {
				t.Fatalf("no pack of %q", scope)
			}
			whole := &rules.Pack{Name: pack.Name, Sources: pack.Sources, Rules: slices.Clone(pack.Rules)}
			for i := range whole.Rules {
				whole.Rules[i].Subjects = nil // they are all read, whoever the subject is
			}
			for _, fields := range faulty(pack) {
				for _, subject := range []string{"personal", "enterprise"} {
					f := rules.Facts{Today: 20000, Type: kind.Code, Subject: subject, Fields: fields}
					var said []rules.Result
					for _, stage := range stages {
						said = append(said, rules.Judge(whole, stage.Code, f)...)
					}
					for i := range said { // as preflight.Judge does
						said[i].Label, said[i].Text, said[i].Advice = kind.Word(said[i].Label), kind.Word(said[i].Text), kind.Word(said[i].Advice)
					}
					texts += read(t, kind, words, said)
				}
			}
		}
		if len(stages) > 0 && texts < 300 {
			t.Errorf("%s: only %d texts were read", kind.Label, texts)
		}
	}
}

// What the facts of a real case bring is worded, too.
func TestThePreflightOfEachTypeIsInItsWords(t *testing.T) {
	for _, kind := range workflow.Embedded().Types {
		if len(submitted(kind)) == 0 {
			continue
		}
		t.Run(kind.Code, func(t *testing.T) {
			f := desktest.NewFixture(t, "2026-09-14")
			in := desktest.Qinghe()
			in.Type, in.Values = kind.Code, map[string]string{}
			in.ICP, in.Police = kind.HasICP(), kind.HasPolice()
			if !kind.Has(workflow.SiteDomain) {
				in.Sites = []filing.SiteInput{{Name: in.Sites[0].Name}}
			}
			if kind.Code == "cancel" {
				in.Values["cancels"] = "subject"
			}
			id, words := f.OpenCase(in), wordsAbroad(t, kind)
			for _, stage := range submitted(kind) {
				if read(t, kind, words, f.Preflight(id, stage.Code).Results) == 0 {
					t.Errorf("%s: nothing was judged", stage.Label)
				}
			}
		})
	}
}
