package office

import (
	"context"
	"fmt"
	"strings"

	"beiandesk/internal/store"
)

// Of what tables keep, and their sealed columns, in the words of the screen.
var (
	keptIn = map[string]string{
		"clients": "客户", "people": "负责人", "cases": "案件", "sites": "案件的网站", "moves": "案件的登记", "documents": "案件的文件", "handovers": "案件的移交登记", "followups": "案件的后续", "consents": "负责人的同意", "consent_files": "同意的凭据文件",
		"invoices": "账单", "payments": "收款", "reversals": "冲正", "journal_payloads": "时间线", "own_values": "标签和自定义字段", "overrides": "本台改动", "drafts": "草稿", "settings": "设置",
		"staff": "经办", "case_leads": "案件的负责人", "fees": "案件的费用", "invoice_lines": "账单的明细", "numbers": "编号", "chases": "催办次数", "goose_db_version": "数据库升级记录",
	}
	keptAs = map[string]string{
		"mobile": "手机", "emergency": "应急手机", "doc_number": "证件号码", "doc_address": "证件住址", "living": "常住地", "email": "邮箱", "address": "通信地址",
		"office_phone": "办公电话", "note": "备注", "contact_phone": "联系人手机", "wechat": "微信", "lookup": "查重结论", "remark": "备注", "account_secret": "子账号密码",
		"account_uin": "主账号 ID", "permits": "前置审批号", "details": "登记细项", "name": "文件名", "void_reason": "作废原因", "reason": "原因", "body": "内容", "value": "内容", "sealed": "内容",
	}
)

// DamageWords names a damaged value: 负责人 沈一鸣 的手机.
func DamageWords(d store.Damage) string {
	return strings.Join(strings.Fields(keptIn[d.Table]+" "+d.Of+" 的"+keptAs[d.Column]), " ")
}

// ChangedWords names a row that was changed past the desk: 案件的网站 BA2026-0001.
func ChangedWords(d store.Damage) string {
	return strings.Join(strings.Fields(keptIn[d.Table]+" "+d.Of), " ")
}

// Changed looks for rows that were changed past the desk, a page at a time.
func Changed(tx store.Tx) (all []store.Damage, err error) {
	for after, again := "", true; again && err == nil; again = after != "" {
		var found []store.Damage
		found, after, err = tx.Marks().Changed(after, damagePage)
		all = append(all, found...)
	}
	return all, err
}

// MissingWords says what is wrong with the rows of a table: 案件的费用 少了 1 行.
func MissingWords(m store.Missing) string {
	what := keptIn[m.Table]
	switch {
	case m.Table == "":
		return "行数的记录不见了，或退回过"
	case m.Rows > 0:
		return fmt.Sprintf("%s 少了 %d 行", what, m.Rows)
	case m.Rows < 0:
		return fmt.Sprintf("%s 多了 %d 行", what, -m.Rows)
	}
	return what + " 有行被换过或退回过"
}

// damagePage is how many rows a look for damage reads in one transaction.
const damagePage = 500

// Damages looks through all that is sealed, a page at a time.
func Damages(ctx context.Context, o *Office) ([]store.Damage, error) {
	return DamagesBy(ctx, func(page func(*Office) error) error { return page(o) })
}

// DamagesBy is Damages for whoever lends the office for one page after another.
func DamagesBy(ctx context.Context, lend func(page func(*Office) error) error) (all []store.Damage, err error) {
	after := ""
	for again := true; again && err == nil; again = after != "" {
		err = lend(func(o *Office) error {
			return o.Read(ctx, func(tx store.Tx) error {
				found, last, err := tx.Seals().Damaged(after, damagePage)
				all, after = append(all, found...), last
				return err
			})
		})
	}
	return all, err
}

// damagesNamed is how many a sentence names.
const damagesNamed = 3

// DamagesIn tells what of the damage that was found is still there, in one sentence; "" for
// none.
func DamagesIn(tx store.Tx, found []store.Damage) (string, error) {
	var names []string
	n := 0
	for _, d := range found {
		still, err := tx.Seals().Still(d)
		if err != nil {
			return "", err
		}
		if !still {
			continue
		}
		if n++; n <= damagesNamed {
			names = append(names, DamageWords(d))
		}
	}
	if n == 0 {
		return "", nil
	}
	rest := ""
	if n > len(names) {
		rest = "等"
	}
	return fmt.Sprintf("有 %d 处内容损坏，显示为〔损坏〕：%s%s。填上正确的值，或从备份恢复；其余照常可用", n, strings.Join(names, "、"), rest), nil
}
