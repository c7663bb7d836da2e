package papers_test

import (
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/filing"
)

// openType opens a case of a type, of the one phase that it has.
func openType(t *testing.T, kind string) *desk {
	t.Helper()
	d := &desk{desktest.OpenWalk(t, func(in *filing.OpenInput) {
		in.Type, in.ICP, in.Police = kind, kind != "police", kind == "police"
		if kind == "cancel" {
			in.Values = map[string]string{"cancels": "site"}
		}
	})}
	d.letterhead(t)
	return d
}

func TestTheReportOfAnAppSpeaksOfNoSite(t *testing.T) {
	_, read := openType(t, "app").progress(t)
	inOrder(t, read, "APP 名称", "上架", "展示备案号", "收尾", "撤权", "APP 备案号", "展示在 APP 的设置或介绍页")
	without(t, read, "网站", "首页底部", "公安备案", "未委托")
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

func TestTheReportForThePoliceAloneOpensNoSubAccount(t *testing.T) {
	_, read := openType(t, "police").progress(t)
	inOrder(t, read, "准备与上线", "签约", "公安备案")
	without(t, read, "开子账号", "未委托")
}
