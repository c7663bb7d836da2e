package papers_test

import (
	"strings"
	"testing"

	"beiandesk/internal/clients"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/workflow"
)

// openType opens a case of a type, of the one phase that it has.
func openType(t *testing.T, kind string) *desk {
	t.Helper()
	d := &desk{desktest.OpenWalk(t, func(in *filing.OpenInput) {
		of, _ := workflow.Embedded().Type(kind)
		in.Type, in.ICP, in.Police = kind, of.HasICP(), !of.HasICP()
		if !of.Has(workflow.SiteDomain) {
			in.Sites = []filing.SiteInput{{Name: in.Sites[0].Name}}
		}
		if kind == "cancel" || kind == "police-cancel" {
			in.Values = map[string]string{"cancels": "site"}
		}
	})}
	d.letterhead(t)
	return d
}

func TestTheReportOfAnAppSpeaksOfNoSite(t *testing.T) {
	_, read := openType(t, "app").progress(t)
	inOrder(t, read, "APP 名称", "上架", "展示备案号", "未委托", "撤权", "APP 备案号", "展示在 APP 的设置或介绍页", "APP 上架后 30 天内", "各地网安收不收 APP 不一样")
	without(t, read, "网站", "首页底部", "页脚", "上线")
}

func TestTheReportOfAMiniProgramSpeaksOfItsPlatform(t *testing.T) {
	_, read := openType(t, "mini").progress(t)
	inOrder(t, read, "小程序名称", "平台", "发布", "人脸核身", "初审", "展示备案号", "未委托", "交付", "小程序备案号", "展示在小程序的“更多资料”", "小程序发布后 30 天内", "各地网安收不收小程序不一样")
	without(t, read, "网站", "域名", "子账号", "撤权", "页脚", "上线", "上架", "预审", "接入商")
}

func TestTheReportOfACancellationAwaitsNoNumber(t *testing.T) {
	d := openType(t, "cancel")
	d.move(t, "2026-09-08 15:00", "account.done")
	d.move(t, "2026-09-14 12:00", "prereview.submit")
	d.move(t, "2026-09-17 10:00", "prereview.pass")
	d.move(t, "2026-09-18 10:00", "bureau-submit.sms")
	d.move(t, "2026-09-18 11:00", "sms.verified")
	_, read := d.progress(t)
	inOrder(t, read, "收尾", "备案号收回，不能恢复", "这次办理不另发备案号。")
	without(t, read, "备案号下发前", "未委托")
}

func TestTheReportNamesTheAccountOfTheSubjectsKind(t *testing.T) {
	for kind, c := range map[clients.Kind]struct{ says, not string }{clients.Enterprise: {"法人账号", "个人用户"}, clients.Personal: {"负责人本人在", "法人账号"}} {
		d := &desk{desktest.OpenWalk(t, func(in *filing.OpenInput) {
			in.Type, in.ICP = "police", false
			if in.Client.Kind = string(kind); kind == clients.Personal {
				in.Client.Name, in.Client.CreditCode, in.Client.Registered, in.Client.Investor, in.LegalRep = in.Lead.Name, "", "", "", false
			}
		})}
		d.letterhead(t)
		d.move(t, "2026-09-08 15:00", "online.live", "live_day", "2026-09-01")
		_, read := d.progress(t)
		if one := strings.Join(strings.Fields(read), ""); !strings.Contains(one, c.says) || !strings.Contains(one, "互联网+政务服务") {
			t.Errorf("%s reads %s", kind, read)
		}
		without(t, read, c.not)
	}
}

// The engine's data names the kinds of subjects, which it doesn't know itself.
func TestEachKindOfSubjectIsAPersonOrAUnit(t *testing.T) {
	for _, kind := range people.Kinds {
		subjects, ok := workflow.Embedded().SubjectsOf(kind.Code)
		if want := map[bool]string{true: "person", false: "unit"}[kind.Code == string(clients.Personal)]; !ok || subjects.Code != want {
			t.Errorf("%s is of %q, want %s", kind.Label, subjects.Code, want)
		}
	}
	for _, s := range workflow.Embedded().Subjects {
		for _, kind := range s.Kinds {
			if people.LabelOf(people.Kinds, kind) == kind {
				t.Errorf("%s: no subject is %s", s.Label, kind)
			}
		}
	}
}

func TestTheReportOfAPoliceChangeAwaitsNoNumberAndNoGoLive(t *testing.T) {
	for kind, must := range map[string]string{"police-change": "旧的和新的都写上", "police-cancel": "不能恢复"} {
		_, read := openType(t, kind).progress(t)
		inOrder(t, read, "准备", "公安备案", must, "这次办理不另发备案号。")
		without(t, read, "准备与上线", "未委托", "30 天")
	}
}

func TestTheReportForThePoliceAloneOpensNoSubAccount(t *testing.T) {
	_, read := openType(t, "police").progress(t)
	inOrder(t, read, "准备与上线", "签约", "公安备案")
	without(t, read, "开子账号", "未委托")
}
