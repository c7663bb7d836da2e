package page

import (
	"beiandesk/internal/office/setup"
)

type SettingsView struct {
	Letterhead LetterheadInput `json:"letterhead"`
	Price      PriceInput      `json:"price"`
	Staff      []StaffView     `json:"staff"`
	Folder     string          `json:"folder"`
	Version    string          `json:"version"`
}

type PriceInput struct {
	ICP      string `json:"icp"`      // "600.00"
	Police   string `json:"police"`   // "600.00"
	TermDays int    `json:"termDays"` // days a bill may be paid in
	Split    bool   `json:"split"`    // print net and tax
	TaxRate  int    `json:"taxRate"`  // basis points: 600, 300, 100
	Version  int    `json:"version"`
}

type StaffView struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Active  bool   `json:"active"`
	Current bool   `json:"current"`
	Version int    `json:"version"`
}

// LetterheadInput is the letterhead and which version of it was shown.
type LetterheadInput struct {
	setup.Letterhead
	Version int `json:"version"`
}

// BackupInput sets where backups go and whether they are made by themselves.
type BackupInput struct {
	Target  string `json:"target"`
	On      bool   `json:"on"`
	Version int    `json:"version"`
}

// BackupView is 设置 › 备份.
type BackupView struct {
	Plan     BackupInput `json:"plan"`
	Last     string      `json:"last"`   // 9月7日 周一 09:00，已验证；密封文件 12 个; "" for none
	Where    string      `json:"where"`  // of the last one
	Lacks    string      `json:"lacks"`  // what follows from a folder that is not whole, and what to do; "" when it is
	Failed   string      `json:"failed"` // when and why there is none newer; "" when the last try went well
	ReadOnly bool        `json:"readOnly"`
	Running  BackupStep  `json:"running"`
}

// BackupStep is how far the backup that is being made has come.
type BackupStep struct {
	On    bool   `json:"on"`
	Label string `json:"label"` // 正在拷贝文件
	Done  int    `json:"done"`
	Of    int    `json:"of"` // 0 where nothing is counted
}
