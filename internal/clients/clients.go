// Package clients holds whom the agency works for: the client (the subject of a
// filing) and the people who answer for it.
package clients

import (
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
)

// Kind is what the subject is (handbook §2).
type Kind string

const (
	Personal    Kind = "personal"    // 个人
	Sole        Kind = "sole"        // 个体工商户
	Enterprise  Kind = "enterprise"  // 企业
	Institution Kind = "institution" // 事业单位
	Government  Kind = "government"  // 政府机关
	Social      Kind = "social"      // 社会团体
	Military    Kind = "military"    // 军队
	Other       Kind = "other"       // 其他单位: law firms, notaries, forensic institutes …
)

// Erased is the name of a person whose data were erased, and of a client who was that person.
const Erased = "已删除的个人"

// Client is the subject of one or more filings. For a personal subject the name is
// the person's and the papers lie with that Person; Address is then sealed at rest.
type Client struct {
	ID          ref.ClientID
	Name        string
	Kind        Kind
	CreditCode  string // 统一社会信用代码; units only; may be empty until it is known
	Address     string // 通信地址, to the door number
	Postcode    string
	Registered  string // 证件住所, as on a unit's document; units only
	Investor    string // 投资人或主管单位 of a unit; units only
	OfficePhone string // 0086-0571-88880101; sealed
	// Contact is who is called and written to, which need be none of its leads: as staff call
	// him, 王经理. "" is the lead.
	Contact      string
	ContactPhone string // sealed, as the next
	WeChat       string
	FapiaoTitle  string
	FapiaoTaxNo  string
	Note         string // sealed
	CreatedAt    time.Time
	UpdatedAt    time.Time
	Version      int
}

// DocKind is the kind of identity document a person holds.
type DocKind string

const (
	IDCard   DocKind = "id"       // 居民身份证
	HKMacau  DocKind = "hkmacau"  // 港澳居民来往内地通行证
	Taiwan   DocKind = "taiwan"   // 台胞证
	Passport DocKind = "passport" // 护照
	Officer  DocKind = "officer"  // 军官证
	// Residence is the 港澳台居民居住证, whose number is built as a resident's.
	Residence DocKind = "residence"
	// Permanent is the 外国人永久居留身份证, whose number has 18 places since 2023 and 15 before.
	Permanent DocKind = "permanent"
)

// Person is a lead (负责人) or another person of a client. All but the name is
// sealed at rest; number and mobile are also found by keyed hash.
type Person struct {
	ID         ref.PersonID
	ClientID   ref.ClientID
	Name       string
	DocKind    DocKind
	DocNumber  string
	DocUntil   *cal.Day // last day of validity; nil when unknown or long
	DocLong    bool     // 长期
	DocAddress string   // 证件住址
	Living     string   // 常住地
	Mobile     string
	Emergency  string
	Email      string
	CreatedAt  time.Time
	UpdatedAt  time.Time
	Version    int
}
