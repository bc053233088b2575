// Where a resource goes: --format and -o, common to every command that prints rows.
#pragma once

#include <string>
#include <string_view>

#include "vungphu/service/resources.hpp"

#include "command.hpp"

namespace vungphu::app {

inline constexpr Option kFormat{"--format", "FORMAT"};
inline constexpr Option kOutput{"-o,--output", "FILE"};

/// --format, else what the name of the file says, else "table".
std::string format_asked(const Context& context);

/// Writes to -o, else to standard output. Without --format the name of the file decides, else a table.
Result<int> print(const Context& context, const service::Resource& resource);

/// Columns of the terminal; 0 where output goes elsewhere.
std::size_t terminal_width();
/// Text to standard output, with a line end.
void say(const std::string& line);
/// Text to standard error, with a line end.
void remark(const std::string& line);
/// Sentences to a person, laid out.
void say_prose(const std::string& text);
void remark_prose(const std::string& text);
/// `text` in lines that keep to `width` (0: as long as they are): those after the first stand two columns
/// farther in than it; one that begins with a space is a row of a table, and is not broken.
std::string laid_out(std::string_view text, std::size_t width);

}  // namespace vungphu::app
