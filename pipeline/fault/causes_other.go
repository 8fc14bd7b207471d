//go:build !windows

package fault

var systemCauses []systemCause
