package shapes

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// fileWords are the words of a case file.
var fileWords = map[string]string{
	"client": "客户", "lead": "负责人", "case": "案件", "sites": "网站",
	"kind": "性质", "creditCode": "统一社会信用代码", "address": "通信地址", "registered": "证件住所", "investor": "投资人或主管单位", "postcode": "邮编", "officePhone": "办公电话", "contact": "联系人", "contactPhone": "联系人手机", "wechat": "微信",
	"fapiaoTitle": "发票抬头", "fapiaoTaxNo": "发票税号", "note": "备注", "clientId": "客户编号", "name": "名称",
	"docKind": "证件类型", "docNumber": "证件号码", "docUntil": "证件有效期", "docAddress": "证件住址", "living": "常住地址",
	"mobile": "手机", "emergency": "应急手机", "email": "邮箱", "leadId": "负责人编号",
	"type": "类型", "province": "省份", "phases": "阶段", "owner": "经办", "ownerId": "经办", "lookup": "查重定类", "lookupDay": "查询日期",
	"signedAt": "签约时间", "contract": "合同号", "accountUin": "主账号 ID", "new_domain": "要买新域名吗", "cancels": "注销什么",
	"domain": "域名", "serverKind": "云服务", "serverIp": "公网 IP", "serverUntil": "云服务器到期日", "domainUntil": "域名到期日",
	"boughtOn": "域名购买日", "verifiedOn": "域名实名日", "proofUntil": "域名实名证明到期日", "grantUntil": "授权到期日", "serverIpEnd": "终止 IP", "contents": "服务内容", "languages": "语言",
	"approvals": "前置审批类型", "permits": "前置审批号", "details": "本类型另填的资料", "remark": "备注", "access": "网络接入服务商", "registrar": "域名注册服务商", "where": "境内或境外", "region": "地域",
	"services": "服务类型", "hazard": "互联网危险物品信息发布", "roles": "另外的角色",
}

var capital = regexp.MustCompile(`[A-Z]`)

// InFile names a field of a case file with its path there: 客户的邮编（client.postcode）.
func InFile(field string) string {
	parts := strings.Split(field, ".")
	if len(parts) == 1 && field != "clientId" && field != "sites" {
		parts = []string{"case", field} // what a form has outside is the file's case
	}
	var words, path []string
	for i, part := range parts {
		if n, err := strconv.Atoi(part); err == nil {
			words = []string{fmt.Sprintf("第 %d 项", n+1)}
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
