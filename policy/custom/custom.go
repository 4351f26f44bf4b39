// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package custom runs the rules that a city writes itself, as expressions of the Common Expression Language (CEL)
// over typed variables. An expression that comes out true has found something.
//
// CEL has no loops without end, no clock, no input and no output; what an expression may cost is limited on top.
// It is checked when the policy is loaded, so a misspelt field is an error with its place, and tried on two
// components that nobody wrote, so that a division by zero does not wait for the bid.
package custom

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/ext"
)

// Limits of an expression.
const (
	MaxLength = 2 << 10 // bytes
	MaxCost   = 100_000 // units of CEL's cost for one evaluation

	MaxTotal = 500_000_000 // units for all evaluations together: half a minute, whatever somebody put into a bid
)

// A Budget is what all evaluations of one assessment may cost together. The zero Budget has nothing left.
type Budget struct{ left uint64 }

// NewBudget gives one of so many units.
func NewBudget(units uint64) *Budget { return &Budget{units} }

// A Program is an expression that was checked. It may be used by several goroutines.
type Program struct {
	program cel.Program
	// OfLicense: the expression asks for "licence", so it is run for every licence of a component.
	OfLicense bool
}

// A Problem is what is wrong with an expression. Line counts from 1 and Column from 0, in the expression; a Line of 0
// is all of it.
type Problem struct {
	Kind         ProblemKind
	Line, Column int
	Detail       string // CEL's own words, English; "" where the kind says all
}

func (p *Problem) Error() string { return fmt.Sprintf("%s: %s", p.Kind, p.Detail) }

// ProblemKind tells what is wrong with an expression.
type ProblemKind string

// The kinds of a problem.
const (
	TooLong   ProblemKind = "long"
	Invalid   ProblemKind = "invalid"   // it is no expression, or asks for what there is not
	NoTruth   ProblemKind = "no-truth"  // it comes to something else than true or false
	Fails     ProblemKind = "fails"     // it fails on a component, as by dividing by zero
	Expensive ProblemKind = "expensive" // it costs more than it may
)

// environment declares the variables. It is made when the first policy has an expression.
var environment = sync.OnceValues(func() (*cel.Env, error) {
	return cel.NewEnv(
		ext.NativeTypes(reflect.TypeFor[Component](), reflect.TypeFor[License](), reflect.TypeFor[Subject](), ext.ParseStructTags(true)),
		cel.Variable("component", cel.ObjectType("custom.Component")),
		cel.Variable("licence", cel.ObjectType("custom.License")),
		cel.Variable("licences", cel.ListType(cel.ObjectType("custom.License"))),
		cel.Variable("subject", cel.ObjectType("custom.Subject")),
		cel.Variable("use", cel.StringType),
		cel.Variable("stage", cel.StringType),
		cel.Variable("outbound", cel.StringType),
	)
})

// Compile checks an expression and tries it. The error is a *[Problem].
func Compile(expression string) (*Program, error) {
	if len(expression) > MaxLength {
		return nil, &Problem{Kind: TooLong}
	}
	env, err := environment()
	if err != nil {
		return nil, err
	}
	checked, issues := env.Compile(expression)
	if issues.Err() != nil {
		first := issues.Errors()[0]
		return nil, &Problem{Invalid, first.Location.Line(), first.Location.Column(), first.Message}
	}
	if !checked.OutputType().IsExactType(cel.BoolType) {
		return nil, &Problem{Kind: NoTruth, Detail: checked.OutputType().String()}
	}
	program, err := env.Program(checked, cel.EvalOptions(cel.OptOptimize), cel.CostLimit(MaxCost))
	if err != nil {
		return nil, &Problem{Kind: Fails, Detail: err.Error()} // constants are worked out here
	}
	p := &Program{program: program, OfLicense: asks(checked, "licence")}
	for _, v := range samples() {
		if _, err := p.Found(v); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// asks reports whether a variable stands in the expression.
func asks(checked *cel.Ast, name string) bool {
	matches := ast.MatchDescendants(ast.NavigateAST(checked.NativeRep()), ast.KindMatcher(ast.IdentKind))
	return slices.ContainsFunc(matches, func(e ast.NavigableExpr) bool { return e.AsIdent() == name })
}

// Within is Found as long as the budget is not used up; then nothing is known either.
func (p *Program) Within(b *Budget, v *Variables) (bool, error) {
	if b.left == 0 {
		return false, &Problem{Kind: Expensive, Detail: "the evaluations of all rules together reached the cost limit"}
	}
	found, cost, err := p.eval(v)
	b.left -= min(b.left, max(1, cost))
	return found, err
}

// Found runs the expression. The error is a *[Problem]: then nothing is known.
func (p *Program) Found(v *Variables) (bool, error) {
	found, _, err := p.eval(v)
	return found, err
}

func (p *Program) eval(v *Variables) (found bool, cost uint64, err error) {
	out, details, err := p.program.Eval(map[string]any{
		"component": &v.Component, "licence": &v.License, "licences": v.Licenses, "subject": &v.Subject,
		"use": v.Use, "stage": v.Stage, "outbound": v.Outbound,
	})
	if actual := details.ActualCost(); actual != nil {
		cost = *actual
	}
	if err != nil {
		kind := Fails
		if strings.Contains(err.Error(), "cost limit") {
			kind, cost = Expensive, MaxCost
		}
		return false, cost, &Problem{Kind: kind, Detail: err.Error()}
	}
	found, ok := out.Value().(bool)
	if !ok {
		return false, cost, &Problem{Kind: NoTruth, Detail: fmt.Sprint(out.Type())}
	}
	return found, cost, nil
}

// AsProblem finds the problem in an error.
func AsProblem(err error) *Problem {
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	return &Problem{Kind: Fails, Detail: cmp.Or(fmt.Sprint(err), "")}
}

// samples are components that an expression must be able to deal with: one of which nothing is known, and a usual one.
func samples() []*Variables {
	mit := License{ID: "MIT", Name: "MIT License", Class: "permissive", Kind: "software", OSI: true, OpenCode: "approved", Notice: "always", Known: true}
	return []*Variables{
		{},
		{
			Component: Component{ID: "pkg:npm/beispiel@1.0.0", Name: "beispiel", Version: "1.0.0", PURL: "pkg:npm/beispiel@1.0.0", Role: "third-party",
				License: "MIT", Declared: []string{"MIT"}, Paths: []string{"third_party/beispiel"}, Relations: []string{"depends-on"}},
			License: mit, Licenses: []License{mit}, Subject: Subject{Name: "angebot.zip", Kind: "archive"}, Use: "internal", Stage: "bid",
		},
	}
}
