package identity

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"beiandesk/internal/cal"
)

// ID is what an identity number tells of its holder.
type ID struct {
	Birth    cal.Day // date of birth
	Division string  // six digits: where the number was given out
}

// Weights and check characters of GB 11643-1999 (ISO 7064 MOD 11-2).
var idWeights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

const idCheck = "10X98765432"

// ParseID judges the number of a 居民身份证 by GB 11643-1999: 18 places, a real date
// of birth not after today, the check character. A lower-case x becomes X. A division
// code that is not in today's list only warns. The ID is empty unless the Check is OK.
//
// Rules: id.empty, id.length, id.charset, id.birth, id.future, id.checksum; warns
// id.division.
func ParseID(value string, today cal.Day) (ID, Check) {
	number := strings.ToUpper(compact(value))
	c := pass(KindID, number)
	switch {
	case number == "":
		return ID{}, c.fail("empty", "请填写身份证号码")
	case len(number) == 15 && digits(number):
		return ID{}, c.fail("length", "15 位的一代身份证已停用，请填写现用身份证上的 18 位号码")
	case len([]rune(number)) != 18:
		return ID{}, c.fail("length", idLength(number))
	case len(number) != 18 || !digits(number[:17]) || !strings.Contains(idCheck, number[17:]):
		return ID{}, c.fail("charset", idCharset(number))
	}
	birth, err := cal.ParseDay(number[6:10] + "-" + number[10:12] + "-" + number[12:14])
	if err != nil || birth.Year() < 1800 {
		return ID{}, c.fail("birth", "第 7 至 14 位不是真实的出生日期，请对照证件核对")
	}
	if birth > today {
		return ID{}, c.fail("future", "第 7 至 14 位的出生日期晚于今天，请对照证件核对")
	}
	sum := 0
	for i, w := range idWeights {
		sum += int(number[i]-'0') * w
	}
	if want := idCheck[sum%11]; number[17] != want {
		return ID{}, c.fail("checksum", fmt.Sprintf("末位应为 %c，请对照证件核对（也可能是前面某一位有误）", want))
	}
	id := ID{Birth: birth, Division: number[:6]}
	if !knownCounty(id.Division) {
		c = c.warn("division", "前 6 位不在现行区划代码里，可能是已撤并的旧代码，请对照证件核对")
	}
	return id, c
}

// Document judges the number of any other identity document (passport, 通行证, 军官证):
// none has a checksum that is published, so it must only be there.
//
// Rule: document.empty; warns document.doubtful.
func Document(value string) Check {
	c := pass(KindDocument, fold(value))
	if c.Value == "" {
		return c.fail("empty", "请填写证件号码")
	}
	if utf8.RuneCountInString(c.Value) < 5 || !strings.ContainsAny(c.Value, "0123456789") {
		c = c.warn("doubtful", "这不像证件号码（太短或没有数字），请对照证件核对")
	}
	return c
}
