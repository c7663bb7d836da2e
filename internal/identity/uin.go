package identity

import "strings"

// kindUIN is what the check of main accounts is called by; Run does not judge them.
const kindUIN = "uin"

// UIN judges the id of a main account at the cloud (主账号 ID): digits, twelve of them for
// those of today, as in 腾讯云访问管理文档, taken 2026-11-29; the oldest are QQ numbers, from
// five places on. An APPID, which stands beside it in the console, is doubted.
//
// Rules: uin.format; warns uin.appid.
func UIN(value string) Check {
	m := typed(kindUIN, value).by(noteSpace, spaceless)
	c := m.check(kindUIN)
	if n := len(m.text); n < 5 || n > 14 || !digits(m.text) || m.text[0] == '0' {
		return c.fail("format", "主账号 ID 是 5 到 14 位数字，在腾讯云控制台“账号信息”里，不是子账号的用户名")
	}
	if len(m.text) == 10 && (strings.HasPrefix(m.text, "125") || strings.HasPrefix(m.text, "13")) {
		c = c.warn("appid", "像是 APPID；要的是“账号信息”里的账号 ID，请核对")
	}
	return c
}
