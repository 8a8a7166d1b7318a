// The AWS SDK for Go v2.
//
//	driver cases JOB   one line of JSON per case
//	driver identity    GetCallerIdentity by the default credential chain
//	driver presign     a presigned URL of GetCallerIdentity
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/aws-sdk-go-v2/service/sts/types"
	"github.com/aws/smithy-go"
)

type keys struct {
	AccessKeyID     string `json:"accessKeyId"`
	SecretAccessKey string `json:"secretAccessKey"`
	SessionToken    string `json:"sessionToken"`
	From            string `json:"from"`
}

type job struct {
	Endpoints map[string]struct{ URL, Region string } `json:"endpoints"`
	Cases     []struct {
		Name         string          `json:"name"`
		Operation    string          `json:"operation"`
		Input        json.RawMessage `json:"input"`
		Endpoint     string          `json:"endpoint"`
		Signer       keys            `json:"signer"`
		AfterSeconds float64         `json:"afterSeconds"`
	} `json:"cases"`
}

type raised struct {
	Type    string `json:"type"`
	Code    string `json:"code"`
	Status  int    `json:"status"`
	Message string `json:"message"`
}

type line struct {
	Name   string  `json:"name"`
	Output any     `json:"output,omitempty"`
	Error  *raised `json:"error,omitempty"`
}

func main() {
	var err error
	switch os.Args[1] {
	case "cases":
		err = runCases(os.Args[2])
	case "presign":
		err = presign()
	default:
		err = identity()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func runCases(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var todo job
	if err := json.Unmarshal(text, &todo); err != nil {
		return err
	}
	issued := map[string]keys{}
	for _, item := range todo.Cases {
		time.Sleep(time.Duration(item.AfterSeconds * float64(time.Second)))
		signer := item.Signer
		if signer.From != "" {
			signer = issued[signer.From]
		}
		endpoint := todo.Endpoints[item.Endpoint]
		client := sts.New(sts.Options{
			BaseEndpoint: aws.String(endpoint.URL),
			Region:       endpoint.Region,
			HTTPClient:   httpClient,
			Credentials: credentials.NewStaticCredentialsProvider(
				signer.AccessKeyID, signer.SecretAccessKey, signer.SessionToken),
		})
		output, err := call(client, item.Operation, item.Input)
		result := line{Name: item.Name}
		if err != nil {
			result.Error = describe(err)
		} else {
			result.Output = output
			if given := credentialsOf(output); given != nil {
				issued[item.Name] = keys{*given.AccessKeyId, *given.SecretAccessKey, *given.SessionToken, ""}
			}
		}
		if err := json.NewEncoder(os.Stdout).Encode(result); err != nil {
			return err
		}
	}
	return nil
}

// One for all clients, so that connections can be used again.
var httpClient = awshttp.NewBuildableClient()

// call finds the method of that name; its input type says how to read the JSON.
func call(client *sts.Client, operation string, input json.RawMessage) (any, error) {
	method := reflect.ValueOf(client).MethodByName(operation)
	if !method.IsValid() {
		return nil, fmt.Errorf("this version has no %s", operation)
	}
	parameters := reflect.New(method.Type().In(1).Elem())
	if err := json.Unmarshal(input, parameters.Interface()); err != nil {
		return nil, err
	}
	results := method.Call([]reflect.Value{reflect.ValueOf(context.Background()), parameters})
	if err, failed := results[1].Interface().(error); failed {
		return nil, err
	}
	return results[0].Interface(), nil
}

func credentialsOf(output any) *types.Credentials {
	field := reflect.ValueOf(output).Elem().FieldByName("Credentials")
	if !field.IsValid() {
		return nil
	}
	given, _ := field.Interface().(*types.Credentials)
	return given
}

func describe(err error) *raised {
	result := &raised{Message: err.Error()}
	var api smithy.APIError
	if errors.As(err, &api) {
		result.Type = reflect.TypeOf(api).Elem().Name()
		result.Code = api.ErrorCode()
		result.Message = api.ErrorMessage()
	}
	var response *awshttp.ResponseError
	if errors.As(err, &response) {
		result.Status = response.HTTPStatusCode()
	}
	return result
}

func identity() error {
	loaded, err := config.LoadDefaultConfig(context.Background())
	if err != nil {
		return err
	}
	output, err := sts.NewFromConfig(loaded).GetCallerIdentity(context.Background(), &sts.GetCallerIdentityInput{})
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(output)
}

func presign() error {
	loaded, err := config.LoadDefaultConfig(context.Background())
	if err != nil {
		return err
	}
	client := sts.NewPresignClient(sts.NewFromConfig(loaded))
	request, err := client.PresignGetCallerIdentity(context.Background(), &sts.GetCallerIdentityInput{})
	if err != nil {
		return err
	}
	fmt.Println(request.URL)
	return nil
}
