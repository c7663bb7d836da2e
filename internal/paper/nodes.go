package paper

// NodeLabel names a stop on the stage line of a progress report and the stages of
// the filing (first to last, as the handbook counts them) that it stands for.
type NodeLabel struct {
	Code        string
	Lines       [2]string // at most five characters each
	First, Last int
}

var icpNodes = []NodeLabel{
	{"signing", [2]string{"签约", "开子账号"}, 0, 1},
	{"materials", [2]string{"材料", "收集"}, 2, 2},
	{"template", [2]string{"信息模板", "审核"}, 3, 3},
	{"domain", [2]string{"域名实名", "与上报"}, 4, 5},
	{"forms", [2]string{"表单填报", "人脸核验"}, 6, 6},
	{"prereview", [2]string{"腾讯云", "预审核"}, 7, 8},
	{"sms", [2]string{"短信", "核验"}, 9, 9},
	{"bureau", [2]string{"管局", "审核"}, 10, 10},
	{"number", [2]string{"备案号", "下发"}, 11, 11},
	{"golive", [2]string{"上线", "挂备案号"}, 12, 12},
}

var policeNodes = []NodeLabel{
	{"police_account", [2]string{"平台", "注册"}, 13, 13},
	{"police_subject", [2]string{"开办主体", "审核"}, 14, 14},
	{"police_site", [2]string{"网站", "审核"}, 15, 15},
	{"police_footer", [2]string{"挂出公安", "备案号"}, 16, 16},
	{"handover", [2]string{"撤权", "与交付"}, 17, 17},
}

// ICPNodes lists the stops of the ICP phase, in order.
func ICPNodes() []NodeLabel { return append([]NodeLabel(nil), icpNodes...) }

// PoliceNodes lists the stops of the police phase, in order.
func PoliceNodes() []NodeLabel { return append([]NodeLabel(nil), policeNodes...) }

var nodeLabels = func() map[string][2]string {
	m := map[string][2]string{}
	for _, n := range append(ICPNodes(), policeNodes...) {
		m[n.Code] = n.Lines
	}
	return m
}()
