/* Decodes a list of pets, looks at each by its kind, and writes a new one. */
#include "petstore.h"

#include <stdio.h>
#include <string.h>

static const char LIST[] =
    "[{\"petType\":\"cat\",\"name\":\"Mia\",\"huntingSkill\":\"lazy\","
    "\"owner\":{\"name\":\"Ann\",\"email\":null}},\n"
    " {\"name\":\"Rex\",\"age\":7,\"packSize\":3,\"petType\":\"dog\"}]";

static void show(const petstore_pet *pet)
{
    switch (pet->kind) {
    case PETSTORE_PET_CAT: {
        const petstore_cat *cat = pet->as.cat;
        o2c_str skill = petstore_cat_hunting_skill_name(cat->hunting_skill);
        printf("cat %s hunts: %.*s", cat->name.data, (int)skill.len, skill.data);
        if (cat->has_owner)
            printf(", owned by %s%s", cat->owner->name.data,
                   cat->owner->null_email ? ", who has no email" : "");
        break;
    }
    case PETSTORE_PET_DOG:
        printf("dog %s, pack of %d", pet->as.dog->name.data, (int)pet->as.dog->pack_size);
        break;
    case PETSTORE_PET_PET: printf("pet %s", pet->as.pet->name.data); break;
    }
    printf("\n");
}

int main(void)
{
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_error error;
    petstore_list_pets_response_200 pets;
    if (!petstore_list_pets_response_200_decode(&arena, LIST, strlen(LIST), &pets, &error)) {
        o2c_error_print(&error, stderr);
        return 1;
    }
    for (size_t i = 0; i < pets.count; i++)
        show(&pets.items[i]);

    /* What the schema does not allow is refused, with its place. */
    static const char BAD[] = "{\"petType\": \"dog\", \"name\": \"Rex\", \"packSize\": -1}";
    petstore_pet pet;
    if (!petstore_pet_decode(&arena, BAD, strlen(BAD), &pet, &error))
        o2c_error_print(&error, stdout);

    petstore_dog dog;
    petstore_dog_init(&dog); /* pack_size is 1 now, and has_pack_size false */
    dog.name = o2c_str_of("Bello");
    pet.kind = PETSTORE_PET_DOG;
    pet.as.dog = &dog;
    char *json = petstore_pet_encode(&arena, &pet, NULL, &error); /* writes petType as well */
    if (!json) {
        o2c_error_print(&error, stderr);
        return 1;
    }
    printf("%s\n", json);
    o2c_arena_deinit(&arena); /* the one free */
    return 0;
}
