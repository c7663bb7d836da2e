package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"beiandesk/internal/desk"
	"beiandesk/internal/money"
	"beiandesk/internal/office"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/present"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// listPage is how many rows one question to the store asks for.
const listPage = 200

func (p *program) listCommand() *cobra.Command {
	return group("list", "列出案件、账单或期限",
		p.listOf("cases", "列出全部案件", p.listCases),
		p.listOf("invoices", "列出已开的账单", p.listInvoices),
		p.listOf("deadlines", "列出在办案件的全部期限和理由", p.listDeadlines),
	)
}

func (p *program) listOf(use, short string, list func(context.Context, *desk.Desk, bool) error) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: use, Short: short, Args: between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.with(cmd.Context(), func(d *desk.Desk) error { return list(cmd.Context(), d, asJSON) })
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "输出 JSON")
	return cmd
}

type listedCase struct {
	Number       string `json:"number"`
	Type         string `json:"type"`
	TypeLabel    string `json:"type_label"`
	Province     string `json:"province"`
	Client       string `json:"client"`
	Lead         string `json:"lead"`
	Domain       string `json:"domain"`
	Owner        string `json:"owner"`
	Status       string `json:"status"`
	StatusLabel  string `json:"status_label"`
	Stage        string `json:"stage"` // of the headline; "" when the case has ended
	StageLabel   string `json:"stage_label"`
	WaitingOn    string `json:"waiting_on"`
	WaitingLabel string `json:"waiting_on_label"`
	Todo         string `json:"todo"`
	Due          string `json:"due"`
	DueKind      string `json:"due_kind"`
	Left         string `json:"left"`
	Unpaid       string `json:"unpaid"`
}

func (p *program) listCases(ctx context.Context, d *desk.Desk, asJSON bool) error {
	list, err := allCases(ctx, d.Office)
	if err != nil {
		return err
	}
	if err := p.warnOfRecount(ctx, d); err != nil {
		return err
	}
	out := make([]listedCase, len(list))
	for i, r := range list {
		out[i] = listedCase{
			Number: r.Number, Type: r.Type, TypeLabel: r.TypeLabel, Province: r.ProvinceName, Client: r.Client, Lead: r.Lead,
			Domain: r.Domain, Owner: r.Owner, Status: r.Status, StatusLabel: r.StatusText, StageLabel: r.StageLabel,
			WaitingOn: string(r.WaitsFor), WaitingLabel: r.PartyLabel, Todo: r.Todo, Left: r.Due.Left, Unpaid: plain(r.Unpaid),
		}
		if r.Run != nil {
			out[i].Stage, out[i].DueKind = r.Run.Stage, string(r.Due.Kind)
			out[i].Due = present.Moment(r.Due.Moment)
		}
	}
	if asJSON {
		return p.json(out)
	}
	rows := [][]string{}
	for _, c := range out {
		where := c.StageLabel
		if where == "" {
			where = c.StatusLabel
		}
		rows = append(rows, []string{c.Number, c.Client, c.Domain, where, c.WaitingLabel, c.Due, c.Left, c.Owner})
	}
	return p.table([]string{"案件编号", "客户", "域名", "环节", "等谁", "期限", "剩余", "经办"}, rows)
}

// allCases reads the cases table page by page, by number.
func allCases(ctx context.Context, o *office.Office) ([]views.Row, error) {
	all := []views.Row{}
	for after := ""; ; {
		page, err := views.List(ctx, o, store.CaseQuery{View: "all", Sort: "number", After: after, Limit: listPage})
		if err != nil {
			return nil, err
		}
		all = append(all, page.Rows...)
		if after = page.Next; after == "" {
			return all, nil
		}
	}
}

type listedInvoice struct {
	Number     string `json:"number"`
	Case       string `json:"case"`
	Client     string `json:"client"`
	Items      string `json:"items"`
	IssuedOn   string `json:"issued_on"`
	DueOn      string `json:"due_on"`
	Total      string `json:"total"`
	Upper      string `json:"total_upper"`
	Paid       string `json:"paid"`
	Open       string `json:"open"`
	State      string `json:"state"` // current, overdue, part, paid, void
	StateLabel string `json:"state_label"`
	LateDays   int    `json:"late_days"`
}

func (p *program) listInvoices(ctx context.Context, d *desk.Desk, asJSON bool) error {
	out := []listedInvoice{}
	for after := ""; ; {
		page, err := invoicing.List(ctx, d.Office, store.InvoiceQuery{After: after, Limit: listPage})
		if err != nil {
			return err
		}
		for _, b := range page.Bills {
			out = append(out, billOf(b))
		}
		if after = page.Next; after == "" {
			break
		}
	}
	if asJSON {
		return p.json(out)
	}
	rows := [][]string{}
	for _, i := range out {
		rows = append(rows, []string{i.Number, i.Case, i.Client, i.IssuedOn, i.DueOn, i.Total, i.Open, i.StateLabel})
	}
	return p.table([]string{"账单编号", "案件编号", "客户", "开单日期", "付款期限", "合计", "未收", "状态"}, rows)
}

func billOf(b invoicing.Bill) listedInvoice {
	return listedInvoice{
		Number: b.Number, Case: b.Case, Client: b.ClientName, Items: b.Items, IssuedOn: b.IssuedOn.String(), DueOn: b.DueOn.String(),
		Total: plain(b.Total), Upper: b.Upper, Paid: plain(b.Paid), Open: plain(b.Invoice.Open()),
		State: b.Standing.Code, StateLabel: b.Standing.Text, LateDays: b.Standing.Late,
	}
}

type listedDeadline struct {
	Case        string   `json:"case"`
	Stage       string   `json:"stage"`
	StageLabel  string   `json:"stage_label"`
	Site        string   `json:"site"` // id of the site, "" for the order
	Clock       string   `json:"clock"`
	Label       string   `json:"label"`
	Kind        string   `json:"kind"`
	From        string   `json:"from"` // of an expected span
	Due         string   `json:"due"`
	Left        string   `json:"left"`
	Governs     bool     `json:"governs"`
	Provisional bool     `json:"provisional"`
	Reasons     []string `json:"reasons"`
}

func (p *program) listDeadlines(ctx context.Context, d *desk.Desk, asJSON bool) error {
	list, err := views.Deadlines(ctx, d.Office)
	if err != nil {
		return err
	}
	if err := p.warnOfRecount(ctx, d); err != nil {
		return err
	}
	out := make([]listedDeadline, len(list))
	for i, l := range list {
		out[i] = listedDeadline{
			Case: l.CaseNumber, Stage: l.Stage, StageLabel: l.StageLabel, Site: string(l.SiteID), Clock: l.Clock, Label: l.Label,
			Kind: l.Kind, From: l.From, Due: l.Moment.String(), Left: l.Due.Left, Governs: l.Governs, Provisional: l.Provisional,
			Reasons: present.List(l.Reasons),
		}
	}
	if asJSON {
		return p.json(out)
	}
	rows := [][]string{}
	for _, l := range out {
		rows = append(rows, []string{l.Due, l.Left, l.Case, l.StageLabel, l.Label, strings.Join(l.Reasons, " ")})
	}
	return p.table([]string{"期限", "剩余", "案件编号", "环节", "哪一种", "理由"}, rows)
}

// plain is an amount for programs: yuan with two decimals and no grouping.
func plain(f money.Fen) string { return strings.ReplaceAll(f.String(), ",", "") }

// caseID finds a case by its number.
func caseID(ctx context.Context, o *office.Office, number string) (ref.CaseID, error) {
	id, err := views.ByNumber(ctx, o, strings.ToUpper(strings.TrimSpace(number)))
	return id, missing(err, "没有案件 %s，请核对 --case，编号见 list cases", number)
}
