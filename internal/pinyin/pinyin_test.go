package pinyin_test

import (
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/pinyin"
)

// Every reading of a name, as syllables and as first letters, finds it: by the keys of the
// index, and held against the name itself.
func TestNamesAreFoundByEveryReading(t *testing.T) {
	for name, typed := range map[string]string{
		"单": "shan dan chan s d c", "仇": "qiu chou q c", "翟": "zhai di z d", "曾": "zeng ceng z c",
		"查": "zha cha z c", "解": "xie jie x j", "重庆": "chongqing zhongqing cq zq", "银行": "yinhang yinxing yh yx",
		"厦门市": "xiamen shamenshi xms sms", "长沙": "changsha zhangsha cs zs", "吕": "lv lyu lü l", "西安": "xian xi'an xa",
		"杭州栖云茶业有限公司": "hang hangzhouqiyun qiyun qiyunchayeyouxiangongsi qy hzqycyyxgs chaye q",
		"３Ｍ图文":       "tuwen tw",
	} {
		for _, word := range strings.Fields(typed) {
			begins := pinyin.Begins(pinyin.Typed(word))
			keyed := slices.ContainsFunc(pinyin.Keys(pinyin.Fold(name)), func(key string) bool {
				return slices.ContainsFunc(begins, func(begin string) bool { return strings.HasPrefix(key, begin) })
			})
			if how := pinyin.Meet(name, word); how != pinyin.Spelt || !keyed {
				t.Errorf("%s by %s: %v, in the index %v", name, word, how, keyed)
			}
		}
	}
	for _, word := range []string{"hangzhouyun", "hzyx", "jiang", "", "栖qi", "q-y"} {
		if how := pinyin.Meet("杭州栖云茶业有限公司", word); how != pinyin.Apart {
			t.Errorf("%q finds it: %v", word, how)
		}
	}
}

func TestTheNearestMeetingIsToldWithItsPlace(t *testing.T) {
	for _, v := range []struct {
		name, word string
		how        pinyin.How
		span       pinyin.Span
	}{
		{"BA2026-0386", "ba2026-0386", pinyin.Whole, pinyin.Span{From: 0, To: 11}},
		{"杭州栖云茶业", "杭州", pinyin.Ahead, pinyin.Span{From: 0, To: 2}},
		{"杭州栖云茶业", "栖云", pinyin.Within, pinyin.Span{From: 2, To: 4}},
		{"杭州栖云茶业", "qiyu", pinyin.Spelt, pinyin.Span{From: 2, To: 4}},
		{"阿里（杭州）", "lihangz", pinyin.Spelt, pinyin.Span{From: 1, To: 5}},
		{"㈱Ａ栖", "a", pinyin.Within, pinyin.Span{From: 1, To: 2}},
	} {
		if how, span := pinyin.Meet(v.name, v.word), pinyin.Where(v.name, v.word); how != v.how || span != v.span {
			t.Errorf("%s by %s: %v %v", v.name, v.word, how, span)
		}
	}
}

// A long name of characters with many readings has few keys.
func TestALongNameDoesNotExplode(t *testing.T) {
	name := strings.Repeat("单仇翟曾查解重行厦长", 20)
	if n := len(pinyin.Keys(name)); n > 600 {
		t.Errorf("%d keys", n)
	}
	if n := len(pinyin.Keys("杭州栖云茶业有限公司")); n > 90 {
		t.Errorf("%d keys of an ordinary name", n)
	}
}
