package cli

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"beiandesk/internal/errs"
	"beiandesk/internal/workflow"
)

// said is an error's message behind the place that it is about, as the person at the
// command line wrote it: --at（时间）：…
func said(cmd *cobra.Command, e *errs.Error) string {
	if place := placeOf(cmd, e.Field); place != "" {
		return place + "：" + e.Message
	}
	return e.Message
}

// placeOf names a field: an option with what it is, a value of an action by its label, a
// word of a case file by its path. "" for a field of a form that no command has.
func placeOf(cmd *cobra.Command, field string) string {
	if cmd == nil || field == "" {
		return ""
	}
	if f := cmd.Flags().Lookup(field); f != nil {
		return fmt.Sprintf("--%s（%s）", field, leading(f.Usage))
	}
	if cmd.Flags().Lookup("set") != nil {
		key := strings.TrimPrefix(field, "values.")
		if label := valueLabel(cmd.Flags().Lookup("action").Value.String(), key); label != "" {
			return fmt.Sprintf("--set %s（%s）", key, label)
		}
		return "--set " + key
	}
	if cmd.Name() == "new" {
		return inFile(field)
	}
	return ""
}

// leading is what an option is, out of its line of help.
func leading(usage string) string {
	if i := strings.IndexAny(usage, "，：；（"); i >= 0 {
		return usage[:i]
	}
	return usage
}

// valueLabel is what a value of an action is called; "" for one that it has not.
func valueLabel(action, key string) string {
	if key == "override" {
		return "仍要提交的理由"
	}
	act, _ := workflow.Embedded().Action(action)
	base, no, _ := strings.Cut(key, ":")
	for _, v := range act.Values {
		if v.Key == base {
			return strings.TrimSpace(v.Label + " " + no)
		}
	}
	return ""
}

// fileWords are the words of a case file.
var fileWords = map[string]string{
	"client": "客户", "lead": "负责人", "case": "案件", "sites": "网站",
	"kind": "性质", "creditCode": "统一社会信用代码", "address": "通信地址", "registered": "证件住所", "investor": "投资人或主管单位", "postcode": "邮编", "officePhone": "办公电话",
	"fapiaoTitle": "发票抬头", "fapiaoTaxNo": "发票税号", "note": "备注", "clientId": "客户编号", "name": "名称",
	"docKind": "证件类型", "docNumber": "证件号码", "docUntil": "证件有效期", "docAddress": "证件住址", "living": "常住地址",
	"mobile": "手机", "emergency": "应急手机", "email": "邮箱", "leadId": "负责人编号",
	"type": "类型", "province": "省份", "phases": "阶段", "owner": "经办", "ownerId": "经办", "lookup": "查重定类", "lookupDay": "查询日期",
	"signedAt": "签约时间", "new_domain": "要买新域名吗",
	"domain": "域名", "serverKind": "云服务", "serverIp": "公网 IP", "serverUntil": "云服务器到期日", "domainUntil": "域名到期日",
	"proofUntil": "域名实名证明到期日", "grantUntil": "授权到期日", "serverIpEnd": "终止 IP", "contents": "服务内容", "languages": "语言",
	"approvals": "前置审批类型", "remark": "备注", "access": "网络接入服务商", "registrar": "域名注册服务商", "where": "境内或境外", "region": "地域",
	"services": "服务类型", "hazard": "互联网危险物品信息发布", "roles": "另外的角色",
}

var capital = regexp.MustCompile(`[A-Z]`)

// inFile names a field of a case file with its path there: 客户的邮编（client.postcode）.
func inFile(field string) string {
	parts := strings.Split(field, ".")
	if len(parts) == 1 && field != "clientId" && field != "sites" {
		parts = []string{"case", field} // what a form has outside is the file's case
	}
	var words, path []string
	for i, part := range parts {
		if n, err := strconv.Atoi(part); err == nil {
			words = []string{fmt.Sprintf("第 %d 个网站", n+1)}
			path[len(path)-1] += fmt.Sprintf("[%d]", n)
			continue
		}
		if word := fileWords[part]; word != "" {
			words = append(words, word)
		}
		if i == len(parts)-1 && part == "ownerId" {
			part = "owner"
		}
		path = append(path, capital.ReplaceAllStringFunc(part, func(c string) string { return "_" + strings.ToLower(c) }))
	}
	at := strings.Join(path, ".")
	if len(words) == 0 {
		return at
	}
	return strings.Join(words, "的") + "（" + at + "）"
}
