package demo

import "beiandesk/internal/office/setup"

// FirstStaff is who makes the desk of a demonstration.
const FirstStaff = "周敏"

var staffNames = []string{FirstStaff, "陈立", "何静", "许安"}

// agency is the letterhead of the demonstration.
var agency = setup.Letterhead{
	Name: "杭州简备信息服务有限公司", Short: "简备", Code: CreditCode("91330106", 999001),
	Address: "浙江省杭州市西湖区教工路 88 号 6 幢 502 室", Phone: "0086-0571-88880000", Email: "desk@example.com",
	BankName: "演示银行杭州西湖支行", BankAcct: "6000000000000000001", BankOwner: "杭州简备信息服务有限公司",
}

var (
	surnames = []rune("林陈王李张刘杨黄赵吴徐孙马朱胡郭何高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆汪范金石廖贾夏韦方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤")
	given    = []string{
		"一鸣", "佳宁", "思远", "雨桐", "浩然", "子涵", "文博", "晓彤", "嘉懿", "俊杰", "梦洁", "志强", "丽娜", "建平", "秀兰", "海燕",
		"明轩", "静怡", "宏伟", "婉清", "天佑", "若曦", "国栋", "春晖", "立新", "景行", "知秋", "允文", "安然", "以宁", "书瑶", "承志",
	}
	firms = []string{
		"青禾", "云岭", "望海", "知行", "山月", "百川", "远舟", "松涛", "明溪", "橙果", "木棉", "星野", "拾光", "朴石", "南枝", "晴川",
		"四方", "半亩", "听雨", "长风", "见山", "逐浪", "鹿鸣", "归云", "新桥", "白露", "麦田", "竹里", "千帆", "向阳",
	}
	prefixes = []rune("新华瑞恒泰嘉盛元德和兴安永福康正广达")
	trades   = []struct{ firm, site string }{
		{"软件", "进销存"}, {"科技", "云平台"}, {"食品", "食材选购"}, {"文化传播", "影像馆"}, {"机械", "设备展厅"}, {"物流", "货运查询"},
		{"环保", "水质监测"}, {"设计", "作品集"}, {"农业", "果园直供"}, {"咨询", "知识库"}, {"建材", "样板间"}, {"电子", "配件选型"},
	}
	blogs = []string{"随笔", "手账", "读书笔记", "摄影日记", "园艺记录", "徒步札记", "厨房日常", "观鸟记录"}
	roads = []string{"文昌路", "中山路", "解放路", "人民路", "建设路", "和平路", "青年路", "新华路", "长江路", "学府路"}
	words = []string{"qinghe", "yunling", "wanghai", "zhixing", "shanyue", "baichuan", "yuanzhou", "songtao", "mingxi", "chengguo", "mumian", "xingye", "shiguang", "pushi", "nanzhi", "qingchuan", "sifang", "banmu", "tingyu", "changfeng", "jianshan", "zhulang", "luming", "guiyun", "xinqiao", "bailu", "maitian", "zhuli", "qianfan", "xiangyang"}
)
