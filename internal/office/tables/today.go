package tables

import (
	"slices"
	"strings"

	"beiandesk/internal/cases"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/sheet"
	"beiandesk/internal/workflow"
)

// todayTable has the rows of 今日, those that the screen folds up among them.
var todayTable = table{
	label: "今日",
	columns: []sheet.Column{
		{Title: "时间", Width: 8}, {Title: "期限", Width: 18}, {Title: "剩余", Width: 18}, {Title: "等谁", Width: 10}, {Title: "要办的事", Width: 34},
		{Title: "客户", Width: 30}, {Title: "负责人", Width: 12}, {Title: "负责人手机", Width: 16}, {Title: "域名或名称", Width: 26}, {Title: "环节", Width: 18},
		{Title: "案件编号", Width: 14}, {Title: "经办", Width: 10}, {Title: "上次联系", Width: 20}, {Title: "催办", Width: 30}, {Title: "为什么", Width: 40},
	},
	covered: "负责人手机",
	each: func(r *reader, take take) error {
		page := []views.Task{}
		give := func() error {
			rows, err := r.taskRows(page)
			page = page[:0]
			if err != nil {
				return err
			}
			return take(rows...)
		}
		err := views.EachTask(r.o, r.Tx, r.w.Today, func(t views.Task) error {
			if page = append(page, t); len(page) < views.ListPage {
				return nil
			}
			return give()
		})
		if err != nil {
			return err
		}
		return give()
	},
}

func (r *reader) taskRows(page []views.Task) (rows []row, err error) {
	ids := []ref.CaseID{}
	for _, t := range page {
		ids = append(ids, t.CaseID)
	}
	slices.Sort(ids)
	leads, err := r.Leads().Persons(cases.SubjectLead, slices.Compact(ids)...)
	for _, t := range page {
		why := t.WhyLine
		if t.OnHold {
			why += "，案件暂停中"
		}
		rows = append(rows, row{id: string(t.RunRow.ID), cells: []sheet.Cell{
			sheet.Text(workflow.GroupLabel(t.Group)), sheet.Due(t.Due.Moment), sheet.Text(t.Due.Left), sheet.Text(t.PartyLabel),
			sheet.Text(t.Todo), sheet.Text(t.Client), sheet.Text(t.Lead), sheet.Text(r.person(leads[t.CaseID]).Mobile), sheet.Text(t.SiteWord()),
			sheet.Text(t.StageLabel), sheet.Text(t.CaseNumber), sheet.Text(t.Owner), sheet.Text(t.LastContact),
			sheet.Text(strings.Join(said(t.Silence.Words, t.Chased.Words), "，")), sheet.Text(why),
		}})
	}
	return rows, err
}

// said are those words that say something.
func said(words ...string) (list []string) {
	for _, w := range words {
		if w != "" {
			list = append(list, w)
		}
	}
	return list
}
