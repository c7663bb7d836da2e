package paper_test

import (
	"fmt"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/paper"
)

// progress is the report of a case whose site is under review by the police.
func progress(t testing.TB) paper.Progress {
	on := func(s string) *cal.Day { d := day(t, s); return &d }
	var icp, police []paper.Node
	dates := []string{"2026-09-11", "2026-09-16", "2026-09-18", "2026-09-24", "2026-10-08", "2026-10-08", "2026-10-10", "2026-11-05", "2026-11-05", "2026-11-10"}
	for i, n := range paper.ICPNodes() {
		node := paper.Node{Code: n.Code, State: paper.NodeDone, On: on(dates[i]), Times: 1}
		if n.Code == "forms" || n.Code == "prereview" {
			node.Times = 2
		}
		icp = append(icp, node)
	}
	for _, n := range paper.PoliceNodes() {
		police = append(police, paper.Node{Code: n.Code, State: paper.NodeTodo})
	}
	police[0] = paper.Node{Code: police[0].Code, State: paper.NodeDone, On: on("2026-11-12")}
	police[1] = paper.Node{Code: police[1].Code, State: paper.NodeDone, On: on("2026-11-17")}
	police[2] = paper.Node{Code: police[2].Code, State: paper.NodeNow, On: on("2026-11-18")}
	return paper.Progress{
		Letterhead: letterhead(), Number: "BG2026-0386", CaseNumber: "BA2026-0386",
		Client: "甘肃兰悦酒店管理有限公司", FiledAs: "网站名称", SiteName: "兰悦酒店官网", Domain: "lanyuehotel.cn",
		CaseType: "首次备案（ICP备案＋公安备案）", Place: "甘肃省兰州市",
		Summary: "公安备案“网站审核”环节，正在等待兰州市公安局网安部门的审核结果，预计 2026年11月25日（周三）前后出结果（以主管部门通知为准）。ICP备案已办结，网站已于 2026年11月10日上线。",
		Tracks:  []paper.Track{{Name: "ICP备案", Status: "已办结", Nodes: icp}, {Name: "公安备案", Status: "进行中", Nodes: police}},
		Actions: []paper.Action{
			{Text: "请保持负责人手机（138****5678）畅通。公安机关可能以短信通知面审或实地检查的时间，收到后请当天告诉我们。", By: "即日起"},
			{Text: "审核期间，请不要修改网站名称、域名解析和页面底部的备案号。", By: "审核结束前"},
		},
		Waits: []paper.Wait{{Who: "兰州市公安局网安部门", What: "新办网站的审核结果", Since: day(t, "2026-11-18"), Waited: "第 3 个工作日"}},
		Numbers: []paper.Number{
			{Name: "主体备案号", Value: "陇ICP备2026008817号", On: on("2026-11-05"), Use: "主体档案，不挂首页"},
			{Name: "网站备案号", Value: "陇ICP备2026008817号-1", On: on("2026-11-05"), Use: "首页底部挂这一个"},
			{Name: "公安备案号", Use: "取得后挂在首页底部"},
		},
		Dates: []paper.DateReason{
			{Matter: "公安网站审核出结果", Expected: "2026-11-23 至 2026-11-25", Latest: "以公安通知为准", Why: "11月18日（周三）提交，当天不计。通常 3–5 个工作日：第 3 个是 11月23日，第 5 个是 11月25日，其间没有节假日和调休。网站有留言功能，如需面审，以短信通知的时间为准。"},
			{Matter: "如被退回，重新提交", Expected: "退回后 1 个工作日内", Latest: "2026-12-10", Why: "网站 11月10日上线，须在上线后 30 日内提交公安备案。当天不计，11月11日为第 1 日，第 30 日是 12月10日（周四）。"},
			{Matter: "首页挂出公安备案号", Expected: "取得号码后 3 日内", Latest: "审核通过后第 30 日", Why: "审核通过后 30 日内须挂出。假如 11月25日通过，最迟为 12月25日（周五）。"},
			{Matter: "撤销子账号、交付资料", Expected: "挂号核对后 2 个工作日内", Why: "由我们办理：撤销授权、删除子账号和保存的密码，并把全部备案资料交给您。"},
		},
		Unpublished: []int{2027},
		History: []paper.Done{
			{On: day(t, "2026-11-18"), Matter: "提交公安网站审核", Note: "五步表单已提交，平台受理。"},
			{On: day(t, "2026-11-17"), Matter: "公安开办主体审核", Note: "通过。"},
			{On: day(t, "2026-11-10"), Matter: "上线挂备案号", Note: "网站上线，首页底部已挂网站备案号并核对无误。"},
			{On: day(t, "2026-11-05"), Matter: "管局审核", Note: "通过，主体备案号和网站备案号同日下发。"},
			{On: day(t, "2026-10-10"), Matter: "短信核验", Note: "第 1 次短信在 24 小时内完成核验。"},
			{On: day(t, "2026-10-08"), Matter: "腾讯云预审核", Note: "第 2 次通过。当天重新做了人脸核验。"},
			{On: day(t, "2026-09-29"), Matter: "腾讯云预审核", Note: "第 1 次退回：手持身份证照片反光，证件号码看不清。"},
			{On: day(t, "2026-09-16"), Matter: "材料收集", Note: "11 项材料齐全。"},
			{On: day(t, "2026-09-11"), Matter: "签约、开子账号", Note: "委托合同已签，五项策略已授权。"},
		},
		Contact:     paper.Contact{Name: "周敏", Phone: "0931-5550118 转 806", Hours: "工作日 9:00–18:00", Email: "beian@qingtong.example"},
		GeneratedAt: generated,
	}
}

// filing is a sheet of three forms with three gaps.
func filing() paper.Filing {
	return paper.Filing{
		Letterhead: letterhead(), CaseNumber: "BA2026-0386", Client: "甘肃兰悦酒店管理有限公司", CaseType: "首次备案（ICP备案＋公安备案）", Place: "甘肃省", GeneratedAt: generated,
		Forms: []paper.FilingForm{
			{Title: "基本信息", Lines: []paper.FilingLine{{Label: "备案省份", Value: "甘肃"}, {Label: "证件号码", Value: "620***********803X"}, {Label: "公网 IP", Missing: true}}},
			{Title: "互联网服务信息（兰悦酒店官网）", Lines: []paper.FilingLine{{Label: "网站名称", Value: "兰悦酒店官网"}, {Label: "备注", Value: "介绍酒店的客房、餐饮和会议场地，展示地址和电话，访客可以查看房型和价格，不提供在线支付，也没有留言功能", Missing: false}}},
			{Title: "公安 新办网站（兰悦酒店官网）", Lines: []paper.FilingLine{{Label: "网络接入服务商", Value: "境内 某某网络", Missing: true}, {Label: "服务类型", Value: "单位门户网站", Note: "没有另选，按主体性质"}, {Label: "舆情引导员", Missing: true}}},
		},
	}
}

// openedCase is the report of a case on its first day, without a police phase.
func openedCase(t testing.TB) paper.Progress {
	v := progress(t)
	v.NoNumbers = "目前还没有取得号码。"
	v.Number, v.SiteName, v.Numbers, v.Actions, v.Waits, v.History, v.Unpublished = "", "", nil, nil, nil, nil, nil
	v.Summary = "案件刚刚签约，正在开通子账号。"
	for i := range v.Tracks[0].Nodes {
		v.Tracks[0].Nodes[i] = paper.Node{Code: v.Tracks[0].Nodes[i].Code, State: paper.NodeTodo}
	}
	v.Tracks[0].Nodes[0].State = paper.NodeNow
	v.Tracks[0].Status, v.Tracks[1].Status = "进行中", "未委托"
	for i := range v.Tracks[1].Nodes {
		v.Tracks[1].Nodes[i] = paper.Node{Code: v.Tracks[1].Nodes[i].Code, State: paper.NodeNotOrdered}
	}
	return v
}

// daily is a sheet of the given numbers of rows.
func daily(t testing.TB, overdue, today, week int) paper.Daily {
	v := paper.Daily{Agency: "兰州青桐信息服务有限公司", GeneratedAt: generated, From: day(t, "2026-11-24"), To: day(t, "2026-11-30")}
	staff := []string{"周敏", "王晴", "马晓东", "李洋"}
	clients := []string{"甘肃兰悦酒店管理有限公司", "兰州云岭中医门诊部有限公司", "陇南山货合作社联合社", "天水麦积石雕艺术工作室", "敦煌星野文化传媒有限公司", longName}
	kinds := [][3]string{
		{"预审核", "提醒接听腾讯云核对电话", "腾讯云"}, {"备案表单", "核对主体信息并提交", "我方"}, {"短信核验", "催客户点短信链接核验", "客户"},
		{"管局审核", "查询审核结果", "管局"}, {"公安备案提交", "上线满 30 日前提交公安备案", "我方"}, {"短信核验", "第 5 次短信，错过即须重新备案；当面陪同客户核验", "客户"},
	}
	row := func(i int, due cal.Moment) paper.DailyRow {
		k := kinds[i*5%len(kinds)]
		return paper.DailyRow{Due: due, Staff: staff[i%4], Client: clients[i*7%len(clients)], Case: fmt.Sprintf("BA2026-%04d", 210+7*i),
			Stage: k[0], Todo: k[1], WaitingOn: k[2], Phone: fmt.Sprintf("138****%04d", 1020+173*i%9000)}
	}
	d := day(t, "2026-11-23")
	for i := range overdue {
		late := row(i, cal.Whole(d.Add(-1-i%9)))
		late.Left = fmt.Sprintf("逾期 %d 天", 1+i%9)
		v.Overdue = append(v.Overdue, late)
	}
	for i := range today {
		m := cal.Whole(d)
		if i < today/2 {
			m.Minute = 605 + 95*i%800
		}
		r := row(overdue+i, m)
		if r.Left = "今天到期"; !m.IsDay() {
			r.Left = fmt.Sprintf("剩 %d 分", int(cal.Start(m).Sub(generated).Minutes()))
		}
		v.Today = append(v.Today, r)
	}
	for i := range week {
		r := row(overdue+today+i, cal.Whole(d.Add(1+i*7/max(week, 1))))
		r.Left = fmt.Sprintf("剩 %d 个工作日", 1+i*5/max(week, 1))
		v.Week = append(v.Week, r)
	}
	return v
}
