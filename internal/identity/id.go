package identity

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"beiandesk/internal/cal"
)

// ID is what an identity number tells of its holder.
type ID struct {
	Birth     cal.Day // date of birth
	Division  string  // six digits: where the number was given out; of a foreigner 9, the province and the country
	Foreigner bool    // the holder of a 外国人永久居留身份证 of the kind given out since 2023 (GA 2102)
}

// Weights and check characters of GB 11643-1999 (ISO 7064 MOD 11-2).
var idWeights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

const idCheck = "10X98765432"

// ParseID judges the number of a 居民身份证 by GB 11643-1999: 18 places, a real date
// of birth not after today, the check character. The number of a foreigner's card for
// permanent residence is built the same. A division code that is not in today's list
// only warns. Spaces, dashes and dots inside, a spreadsheet's marks and characters
// drawn like digits are mended. The ID is empty unless the Check is OK.
//
// Rules: id.empty, id.length, id.charset, id.birth, id.future, id.checksum; warns
// id.division, id.cut.
func ParseID(value string, today cal.Day) (ID, Check) {
	m := number(KindID, value).by(noteSigns, bare).by(noteUpper, strings.ToUpper)
	m = m.unless(noteAlike, alike, func(s string) bool { _, c := judgeID(mending{text: s}, today); return c.OK })
	return judgeID(m, today)
}

func judgeID(m mending, today cal.Day) (ID, Check) {
	number, c := m.text, m.check(KindID)
	switch {
	case number == "":
		return ID{}, c.fail("empty", "请填写身份证号码")
	case len(number) == 15 && digits(number):
		return ID{}, c.fail("length", "15 位的一代身份证已停用，请填写现用身份证上的 18 位号码")
	case scientific.MatchString(number):
		return ID{}, c.fail("length", scientificFault)
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
	cut := number[15:] == "000" // a spreadsheet keeps fifteen places of an amount
	if want := idCheck[sum%11]; number[17] != want {
		if cut {
			return ID{}, c.fail("checksum", "末三位是 000，像是表格把 15 位以后的数字丢了；请把那一列设为文本，对照证件重新填写")
		}
		return ID{}, c.fail("checksum", fmt.Sprintf("末位应为 %c，请对照证件核对（也可能是前面某一位有误）", want))
	}
	id := ID{Birth: birth, Division: number[:6], Foreigner: number[0] == '9' && divisions()[number[1:3]]}
	if cut {
		c = c.warn("cut", "末三位是 000，可能是表格把 15 位以后的数字丢了，请对照证件核对")
	}
	if !id.Foreigner && !knownCounty(id.Division) {
		c = c.warn("division", "前 6 位不在现行区划代码里，可能是已撤并的旧代码，请对照证件核对")
	}
	return id, c
}

// farDay lies behind every birthday: for questions that have nothing to do with today.
var farDay = cal.Date(2099, 12, 31)

// IsForeigner says that a number is that of a foreigner's card for permanent residence.
func IsForeigner(number string) bool {
	id, _ := ParseID(number, farDay)
	return id.Foreigner
}

// NumberKind is the kind of check for the number of an identity document, by the
// document's code: KindID for what is built by GB 11643 – a resident's card (also ""), a
// 港澳台居民居住证, a foreigner's card of the kind given out since 2023 – and KindDocument
// for the others.
func NumberKind(document, number string) string {
	switch document {
	case "", "id", "residence":
		return KindID
	case "permanent":
		if utf8.RuneCountInString(spaceless(halfWidth(number))) > permanentBefore {
			return KindID
		}
	}
	return KindDocument
}

// permanentBefore is the length of the number of a foreigner's card before 2023: three
// letters and twelve digits.
const permanentBefore = 15

// Document judges the number of any other identity document (passport, 通行证, 军官证):
// none has a checksum that is published, so it must only be there.
//
// Rule: document.empty; warns document.doubtful.
func Document(value string) Check {
	c := typed(KindDocument, value).check(KindDocument)
	if c.Value == "" {
		return c.fail("empty", "请填写证件号码")
	}
	if utf8.RuneCountInString(c.Value) < 5 || !strings.ContainsAny(c.Value, "0123456789") {
		c = c.warn("doubtful", "这不像证件号码（太短或没有数字），请对照证件核对")
	}
	return c
}
