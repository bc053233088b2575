#include "scene.hpp"

#include <algorithm>

namespace vungphu::assess {

bool Scene::has_homes() const {
  return std::ranges::any_of(homes.basis, [](Basis basis) { return basis != kNone; });
}

Ground Scene::ground() const { return {&world, voices, evidence, voice_homes, inputs.threads}; }

Speech speech_of(const Scene& scene, const Union& of, std::string_view op, std::size_t slot) {
  Speech found = Speech::none;
  for (const std::size_t v : of.voices) {
    if (scene.voices[v].op != op) continue;
    for (const auto& speaker : scene.voices[v].speakers) {
      if (speaker.speaks[slot]) return Speech::all;
      if (holds_some(scene.world, speaker, slot)) found = Speech::some;
    }
  }
  return found;
}

Silence silence_in(const Scene& scene, const Union& of, std::span<const std::size_t> slots) {
  Silence found;
  const std::size_t outside = scene.world.territories.size();
  const bool only_outside = slots.size() == 1 && slots.front() == outside;
  for (const auto& op : scene.inputs.operators) {
    bool some = false, all = true;
    for (const std::size_t slot : slots) {
      if (slot == outside && !only_outside) continue;
      const Speech speech = speech_of(scene, of, op.id, slot);
      some = some || speech != Speech::none;
      all = all && speech == Speech::all;
    }
    if (!some) {
      found.silent.push_back(op.id);
    } else if (!all) {
      found.partly.push_back(op.id);
    }
  }
  return found;
}

Result<Scene> make_scene(const Inputs& inputs, const Task& task, Keep keep) {
  VP_TRY(World world, make_world(inputs, task));
  Scene scene{inputs, std::move(world), {}, {}, {}, {}, {}, {}, {}};
  scene.voices = make_voices(inputs, scene.world.territories);
  scene.unions = make_unions(*inputs.profile, scene.voices);
  for (const Voice& voice : scene.voices) {
    task.step("join", scene.evidence.size(), scene.voices.size());
    VP_TRY(auto lit, make_lit(scene.world, voice, inputs.threads, task));
    scene.evidence.push_back(make_evidence(scene.world, voice, lit));
    if (keep == Keep::lit) scene.lit.push_back(std::move(lit));
  }
  task.step("join", scene.voices.size(), scene.voices.size());
  VP_CHECK(task.check());
  scene.homes = make_homes(scene.world, scene.evidence);
  for (const Evidence& evidence : scene.evidence) {
    VP_CHECK(task.check());
    scene.home_bits.push_back(order_homes(scene.world, scene.homes, evidence));
  }
  for (std::size_t v = 0; v < scene.voices.size(); ++v) {
    VP_CHECK(task.check());
    const Union alone{scene.voices[v].technology, scene.voices[v].op, {v}, {0}, 1};
    scene.voice_homes.push_back(
        answer_homes(scene.world, scene.homes, scene.evidence, alone, alone, scene.home_bits));
  }
  return scene;
}

}  // namespace vungphu::assess
