// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"github.com/urfave/cli/v2"

	"lizenzlotse/policy"
	"lizenzlotse/policy/procedure"
	"lizenzlotse/policy/yamlfile"
	"lizenzlotse/scanner/inventory"
)

// loadProcedure reads the file that --procedure names; nil without one. Neither it nor a policy that it names may lie
// in what is examined: who made that would also say by what it is judged.
func loadProcedure(c *cli.Context, inputs []string) (*procedure.Procedure, error) {
	file := c.String(flagProcedure)
	if !c.IsSet(flagProcedure) {
		return nil, nil
	}
	in, err := procedure.Load(file, readPolicy)
	if err != nil {
		return nil, err
	}
	names := []string{file}
	if len(c.StringSlice(flagPolicy)) == 0 {
		names = append(names, in.Policy...)
	}
	for i, name := range names {
		if (i == 0 || yamlfile.IsFile(name)) && inside(name, inputs) {
			return nil, &inventory.Error{Message: inventory.Message{Key: "procedure.inside"}, Where: name,
				Hint: inventory.Message{Key: "hint.procedure.inside"}}
		}
	}
	return in, nil
}

// under puts the judgement into the procedure, and refuses what in it cannot be so on the day of the check.
func under(in *procedure.Procedure, c *cli.Context, o *policy.Options) error {
	if in == nil {
		return nil
	}
	o.Procedure, o.OtherPolicy = in, len(c.StringSlice(flagPolicy)) > 0 && len(in.Policy) > 0
	stage, delivered := in.Stage, in.Delivered
	if o.Stage != "" {
		stage = o.Stage
	}
	if o.Delivered != "" {
		delivered = o.Delivered
	}
	return in.On(o.Date, stage, delivered)
}
