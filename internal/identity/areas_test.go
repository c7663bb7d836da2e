package identity_test

import (
	"fmt"
	"testing"

	"beiandesk/internal/identity"
)

// The capitals' codes and another of each province, as the numbering plan gives them.
func TestAreaCodesOfEachProvince(t *testing.T) {
	codes := map[string][]string{
		"北京": {"010"}, "天津": {"022"}, "上海": {"021"}, "重庆": {"023"}, "海南": {"0898"},
		"河北": {"0311", "0335"}, "山西": {"0351", "0349"}, "内蒙古": {"0471", "0475"}, "辽宁": {"024", "0411"}, "吉林": {"0431", "0433"},
		"黑龙江": {"0451", "0457"}, "江苏": {"025", "0512"}, "浙江": {"0571", "0580"}, "安徽": {"0551", "0566"}, "福建": {"0591", "0592"},
		"江西": {"0791", "0701"}, "山东": {"0531", "0632"}, "河南": {"0371", "0398"}, "湖北": {"027", "0728"}, "湖南": {"0731", "0743"},
		"广东": {"020", "0755", "0660"}, "广西": {"0771", "0773"}, "四川": {"028", "0816"}, "贵州": {"0851", "0859"}, "云南": {"0871", "0691"},
		"西藏": {"0891", "0897"}, "陕西": {"029", "0911"}, "甘肃": {"0931", "0943"}, "青海": {"0971", "0979"}, "宁夏": {"0951", "0955"}, "新疆": {"0991", "0902"},
	}
	single := map[string]bool{"北京": true, "天津": true, "上海": true, "重庆": true, "海南": true}
	for _, p := range identity.Provinces() {
		if n := len(codes[p.Name]); n < 2 && !single[p.Name] {
			t.Errorf("%s is tried with %d codes", p.Name, n)
		}
		for _, code := range codes[p.Name] {
			if got, ok := identity.ProvinceByArea(code); !ok || got.Name != p.Name {
				t.Errorf("%s is of %q, want %s", code, got.Name, p.Name)
			}
		}
	}
}

func TestAnAreaCodeThatIsNotListedProvesNothing(t *testing.T) {
	for _, code := range []string{"", "026", "0565", "0733", "0807", "571", "057", "05711", "0000", "浙江"} {
		t.Run(fmt.Sprintf("%q", code), func(t *testing.T) {
			if p, ok := identity.ProvinceByArea(code); ok {
				t.Errorf("%q is said to be of %s", code, p.Name)
			}
		})
	}
}

func TestTheAreaCodeOfAnOfficePhone(t *testing.T) {
	for number, want := range map[string]string{
		"0086-0571-88880101": "0571", "0086-010-68870788": "010", "0086—0931—8412345": "0931", " 0086-020 - 83000101": "020",
		"": "", "0571-88880101": "", "13800571001": "", "0086-88880101": "", "0086-0571-88880101-12": "",
	} {
		t.Run(fmt.Sprintf("%q", number), func(t *testing.T) {
			if got, ok := identity.AreaOf(number); got != want || ok != (want != "") {
				t.Errorf("%q gives %q, %v", number, got, ok)
			}
		})
	}
}

func TestTheProvinceThatAnAddressBeginsWith(t *testing.T) {
	for address, want := range map[string]string{
		"浙江省杭州市西湖区文三路 398 号": "浙江", "北京朝阳区建国路 1 号": "北京", "内蒙古自治区呼和浩特市": "内蒙古", "广西壮族自治区南宁市": "广西",
		"　上海市 黄浦区": "上海", "吉林省吉林市": "吉林", "北京东城区": "北京", "黑龙江哈尔滨": "黑龙江",
		"": "", "杭州市西湖区": "", "北京路 5 号": "", "天津南路 8 号": "", "海南藏族自治州共和县": "", "海南州共和县": "", "河南蒙古族自治县": "", "四川北大街 2 号": "",
	} {
		t.Run(fmt.Sprintf("%q", address), func(t *testing.T) {
			if got, ok := identity.ProvinceOfAddress(address); got.Name != want || ok != (want != "") {
				t.Errorf("%q begins with %q, %v, want %q", address, got.Name, ok, want)
			}
		})
	}
}
