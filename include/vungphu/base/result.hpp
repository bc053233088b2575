// Result and Error: how a function says that it could not do what was asked.
//
// Bad data is a Finding (model/finding.hpp), a bad request or environment is an Error, a bug is an assert.
// Exceptions of third parties stop at the edge of the module that uses them. An Error names itself by a code
// of the form "module.what"; the sentence a person reads is the catalogue's entry "error.<code>" with `args`
// filled in (base/catalogue.hpp), so that it exists in every language and no text is put together in code.
//
//   Result<Profile> load(const std::string& path) {
//     VP_TRY(std::string text, read_file(path));          // hands the Error on, else declares `text`
//     if (text.empty()) return fail("model.profile_empty", {{"path", path}});
//     ...
//   }
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

namespace vungphu {

/// Named values for the placeholders of a catalogue entry, for instance {{"path", "a.csv"}, {"row", "12"}}.
using Args = std::vector<std::pair<std::string, std::string>>;

struct Error {
  std::string
      code;  ///< "module.what"; the catalogue has "error.<code>" in every language. "usage.*" exits with 2.
  Args args;
};

template <class T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

inline tl::unexpected<Error> fail(std::string_view code, Args args = {}) {
  return tl::unexpected<Error>(Error{std::string(code), std::move(args)});
}

}  // namespace vungphu

// The two macros keep the way of an Error out of the reader's sight; a language feature for it does not exist
// yet.
#define VP_CONCAT_INNER(a, b) a##b
#define VP_CONCAT(a, b) VP_CONCAT_INNER(a, b)
/// VP_TRY(declaration, expression): declares from the value of a Result, or returns its Error.
#define VP_TRY(declaration, expression) VP_TRY_AS(VP_CONCAT(vp_result_, __COUNTER__), declaration, expression)
#define VP_TRY_AS(name, declaration, expression)                               \
  auto name = (expression);                                                    \
  if (!name) return tl::unexpected<::vungphu::Error>(std::move(name).error()); \
  declaration = *std::move(name)
/// VP_CHECK(expression): returns the Error of a Status, if any. __COUNTER__, since a lambda inside
/// `expression` may check too.
#define VP_CHECK(expression) VP_CHECK_AS(VP_CONCAT(vp_status_, __COUNTER__), expression)
#define VP_CHECK_AS(name, expression) \
  if (auto name = (expression); !name) return tl::unexpected<::vungphu::Error>(std::move(name).error())
