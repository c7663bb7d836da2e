package cli_test

import (
	"encoding/json"
	"strings"
	"testing"

	"beiandesk/internal/cli"
	"beiandesk/internal/cli/shapes"
)

func TestAClientIsGivenCoveredAndTakenAsJSON(t *testing.T) {
	f := newFolder(t)
	f.at("2026-09-07 10:00")
	number := f.must("case", "new", "--file", f.file("case.json", cli.Run(strings.NewReader(""), "case", "new", "--example").Out))
	client := func(words ...string) (c shapes.ClientOfCase) {
		t.Helper()
		if err := json.Unmarshal([]byte(f.must(append([]string{"case", "client", "--case", number}, words...)...)), &c); err != nil {
			t.Fatal(err)
		}
		return c
	}
	before := client()
	if before.Contact != "顾敏" || before.ContactPhone != "138****1009" || before.WeChat != "gu********he" || before.OfficePhone != "0086-0571-****0101" {
		t.Errorf("%+v", before)
	}
	if got := f.must("case", "show", "--case", number); !strings.Contains(got, "联系人　顾敏　138****1009　gu********he") {
		t.Errorf("the case shows\n%s", got)
	}
	want := before
	want.Contact, want.WeChat = "顾经理", "ne*****98"
	if got := client("--file", f.file("client.json", `{"contact": "顾经理", "wechat": "newname98"}`)); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	f.refused(1, "手机号码应为 11 位", "case", "client", "--case", number, "--file", f.file("bad.json", `{"contact_phone": "123"}`))
	f.refused(1, "wechat_id", "case", "client", "--case", number, "--file", f.file("odd.json", `{"wechat_id": "x"}`))
}

func TestAChaseIsGivenForBothWaysNotedAndListed(t *testing.T) {
	f := newFolder(t)
	f.at("2026-09-07 10:00")
	number := f.must("case", "new", "--file", f.file("case.json", cli.Run(strings.NewReader(""), "case", "new", "--example").Out))
	if got := f.must("case", "chase", "--case", number, "--log"); got != "还没有联系记录" {
		t.Errorf("before: %q", got)
	}
	if got := f.must("case", "chase", "--case", number); !strings.HasPrefix(got, "顾敏您好，") || !strings.Contains(got, "交齐备案材料") {
		t.Errorf("for WeChat:\n%s", got)
	}
	if got := f.must("case", "chase", "--case", number, "--sms"); !strings.Contains(got, "细节看微信") || strings.Contains(got, "http") {
		t.Errorf("for an SMS:\n%s", got)
	}
	f.refused(2, "--sent", "case", "chase", "--case", number, "--file", f.file("said.txt", "请今天办"))
	if got := f.must("case", "chase", "--case", number, "--sms", "--sent", "--file", f.file("said.txt", "请今天办")); got != "已记下："+number {
		t.Errorf("noted: %q", got)
	}
	if got := f.must("case", "chase", "--case", number, "--log"); !strings.Contains(got, "催办：短信  "+number+"\n请今天办") {
		t.Errorf("the log:\n%s", got)
	}
}

func TestAnOrdersContractAndMainAccountAreGivenOneByOne(t *testing.T) {
	f := newFolder(t)
	f.at("2026-09-07 10:00")
	number := f.must("case", "new", "--file", f.file("case.json", cli.Run(strings.NewReader(""), "case", "new", "--example").Out))
	if got := f.must("case", "show", "--case", number); !strings.Contains(got, "合同号 HT-2026-118　主账号 ID 100012345678") {
		t.Errorf("opened with\n%s", got)
	}
	change := func(words string) string {
		t.Helper()
		return f.must("case", "client", "--case", number, "--file", f.file("order.json", words))
	}
	if got := change(`{"contract": "HT-9"}`); !strings.Contains(got, `"contract": "HT-9"`) || !strings.Contains(got, `"account_uin": "100012345678"`) {
		t.Errorf("%s", got)
	}
	if got := change(`{"account_uin": ""}`); !strings.Contains(got, `"contract": "HT-9"`) || !strings.Contains(got, `"account_uin": ""`) {
		t.Errorf("%s", got)
	}
	f.refused(1, "5 到 14 位数字", "case", "client", "--case", number, "--file", f.file("bad.json", `{"account_uin": "beian"}`))
}
