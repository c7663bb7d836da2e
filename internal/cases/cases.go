// Package cases holds the case: one order of one subject with one or more sites.
package cases

import (
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
)

// Case is one order of one subject. Status, SubjectNumber and ClosedAt are
// projections of its moves.
type Case struct {
	ID            ref.CaseID
	Number        string // BA2026-0386
	ClientID      ref.ClientID
	Type          string // workflow case type code
	Province      string // two-digit division code
	ICP, Police   bool   // phases chosen when it was opened
	Edition       int    // the last override of clocks, texts and rules it goes by; 0 = the release's alone
	OwnerID       ref.StaffID
	Status        string // workflow.Status
	SubjectNumber string
	Lookup        string // finding of 查重定类; "" = not recorded; sealed
	LookupDay     *cal.Day
	Remark        string // 备注 of the subject's form; sealed
	Contract      string // 合同号; "" where there is none
	AccountUIN    string // id of the main account (主账号 ID) under which it is filed; sealed
	AccountUser   string // sub-account's user name
	AccountSecret string // its password; sealed; wiped at the end
	OpenedAt      time.Time
	ClosedAt      *time.Time
	UndatedEnd    bool // nobody knows the day: ClosedAt is from when terms count
	CreatedAt     time.Time
	UpdatedAt     time.Time
	Version       int
}

// Site is one site of a case. ICPNumber, Live, PoliceNumber and Gone are projections. The
// codes of what the forms ask stand in Lists; nil and "" mean that it is not known yet.
type Site struct {
	ID             ref.SiteID
	CaseID         ref.CaseID
	Ordinal        int // 1, 2, 3 …
	Name           string
	Domain         string // as it is written; punycode is derived
	Interactive    bool
	ServerKind     string // a code of ServerKinds, or ""
	ServerOwner    string // who bought it: a code of Owners, or ""
	ServerMonths   int    // for how long in all, renewals counted; 0 when that is not known
	ServerInstance string // its id at the cloud, or the end of the 备案授权码; "" when it is not known
	ServerIP       string // the first address
	ServerIPEnd    string // the last one of a range; "" when there is only the first
	ServerUntil    *cal.Day
	DomainUntil    *cal.Day
	BoughtOn       *cal.Day // when the domain was bought
	VerifiedOn     *cal.Day // when its real-name check came through: 域名实名认证
	ProofUntil     *cal.Day // last day of the proof of the domain's real-name check: 域名实名证明
	GrantUntil     *cal.Day // last day that a 授权书 of the lead or the 备案授权码 names
	Contents       []string // 服务内容
	Languages      []string // 语言
	Approvals      []string // 前置审批类型; NoApproval alone when none applies
	Permits        Permits  // 前置审批号; sealed
	Remark         string   // 备注 of the site's form; sealed
	Details        Details  // what its case type asks beside the common forms; sealed
	Access         Provider // 网络接入服务商
	Registrar      Provider // 域名注册服务商
	Services       []string // 服务类型; nil is the usual one of the subject
	Hazard         string   // 互联网危险物品信息发布
	ICPNumber      string
	Live           string // cal.Moment text or ""
	PoliceNumber   string
	Added          bool // it came after the signing, with a move
	Gone           bool // it is not of the order: it was dropped, or its adding was taken back
	Version        int
}

// Role of a person in a case.
type Role string

const (
	SubjectLead  Role = "subject"  // 主体负责人
	SiteLead     Role = "site"     // 网站负责人
	SecurityLead Role = "security" // 信息安全负责人
	OpinionLead  Role = "opinion"  // 舆情引导员
	LegalRep     Role = "legal"    // 法定代表人
)

// Lead ties a person to a case, or to one site of it.
type Lead struct {
	CaseID ref.CaseID
	SiteID ref.SiteID // "" for the whole order
	Person ref.PersonID
	Role   Role
}

// Papers are the codes of what a paper must prove of the site: its approvals, and for the
// police that it may inform on dangerous goods.
func (s Site) Papers(police bool) []string {
	papers := s.HeldCodes()
	if police && s.Hazard == Hazardous {
		papers = append(papers, Hazards)
	}
	return papers
}

// Held are the approvals of the site in the words of the list; none where it has said
// that it needs none.
func (s Site) Held() []string {
	var held []string
	for _, code := range s.HeldCodes() {
		held = append(held, ListOf(Approvals).Words(code))
	}
	return held
}
