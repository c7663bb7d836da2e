package vault_test

import (
	"errors"
	"strings"
	"testing"

	"beiandesk/internal/errs"
	"beiandesk/internal/vault"
)

func TestAPassphraseThatIsGuessedEarlyIsRefused(t *testing.T) {
	for _, p := range []string{
		"Password1234567!@", "qwertyuiop", "1qaz2wsx3edc", "aaaaaaaaaaaaaaaa", "13800571001", "20260918", "zhoumin19900512", "abcabcabcabc",
		"beian2026", "tengxunyun2026", "Tengxunyun@2026", "gongan-beian", "beianbeianbeian", "qcloud123456", "admin@beian",
		"woaini1314520", "woaizhongguo", "nihaozhongguo", "qingshanlvshui", "zhangsan888", "haohaoxuexi",
		"一二三四五六七八", "我爱你我爱你我爱你", "备案台备案台备案台", "腾讯云备案2026", "好好学习天天向上", "恭喜发财888", "床前明月光疑是地上霜", "青山绿水２０２６",
		"ｐａｓｓｗｏｒｄ１２３", vault.DemoPassphrase, " DEMO-desk-2026 ",
	} {
		err := vault.CheckPassphrase(p)
		var e *errs.Error
		if !errors.As(err, &e) || e.Code != errs.Invalid || e.Field != "passphrase" || !strings.Contains(e.Message, "请") {
			t.Errorf("%q (score %d): %v", p, vault.Strength(p), err)
		}
	}
}

func TestAPassphraseOfWordsThatHaveNothingToDoWithEachOtherIsTaken(t *testing.T) {
	for _, p := range []string{
		passphrase, "一串够长的口令 2026", "correct horse 17a", "lanting-xu-353", "橘子 台灯 骆驼 邮票", "她养了三只爱唱歌的刺猬",
		"juzi-taideng-luotuo-youpiao", "k7#mZq!v2Lp9", strings.Repeat("漂洋过海来看你，", 30) + "终",
	} {
		if err := vault.CheckPassphrase(p); err != nil {
			t.Errorf("%q (score %d): %v", p, vault.Strength(p), err)
		}
	}
}

func TestStrengthGrowsWithWhatIsAdded(t *testing.T) {
	last := -1
	for _, p := range []string{"", "mima", "mima taideng", "mima taideng juzi", "mima taideng juzi luotuo 刺猬"} {
		now := vault.Strength(p)
		if now < last {
			t.Errorf("%q scores %d, less than what it begins with (%d)", p, now, last)
		}
		last = now
	}
	if last != 4 {
		t.Errorf("five words score %d", last)
	}
}

func TestADemonstrationKeepsItsOwnPassphrase(t *testing.T) {
	dir := t.TempDir()
	v, _, err := vault.CreateDemo(dir)
	if err != nil {
		t.Fatal(err)
	}
	v.Close()
	if v, err = vault.OpenPassphrase(dir, vault.DemoPassphrase); err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	_, err = v.NewPassphrase(dir, vault.DemoPassphrase)
	wantCode(t, err, errs.Invalid)
}
