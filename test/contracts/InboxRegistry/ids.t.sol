// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {InboxRegistryTest} from "./InboxRegistryTest.sol";

/// @notice Inbox ids are XMTP's, byte for byte; the vectors are of its own client library.
contract InboxRegistryIdsTest is InboxRegistryTest {
    function test_DeriveInboxId_MatchesXmtpForALowerCaseAddress() external view {
        vm.assertEq(
            registry.deriveInboxId(0x1234567890AbcdEF1234567890aBcdef12345678, 0),
            0xfcd18d86276d7a99fe522dba9660c420f03c8648785ada7c5daae232a3df77a9
        );
    }

    function test_DeriveInboxId_MatchesXmtpForAnAddressWithLetterCase() external view {
        vm.assertEq(
            registry.deriveInboxId(0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266, 1),
            0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
        );
    }

    function testFuzz_DeriveInboxId_HashesTheTextOfAddressAndNonce(address wallet, uint64 inboxNonce) external view {
        string memory text = string.concat(vm.toLowercase(vm.toString(wallet)), vm.toString(inboxNonce));
        vm.assertEq(registry.deriveInboxId(wallet, inboxNonce), sha256(bytes(text)));
    }

    function test_DeriveInboxId_KeepsLeadingZerosOfTheAddressOnly() external view {
        vm.assertEq(registry.deriveInboxId(address(1), 10), sha256("0x000000000000000000000000000000000000000110"));
        vm.assertEq(
            registry.deriveInboxId(address(0), type(uint64).max),
            sha256("0x000000000000000000000000000000000000000018446744073709551615")
        );
    }

    function testFuzz_KeyId_HashesTheEncodingOfKindAndKey(uint16 kind, bytes calldata publicKey) external view {
        vm.assertEq(registry.keyId(kind, publicKey), keccak256(abi.encode(kind, publicKey)));
    }

    function test_KeyId_IsTheHashOfThreeWordsAndThePaddedKey() external view {
        bytes memory encoded = bytes.concat(
            bytes32(uint256(1)),
            bytes32(uint256(0x40)),
            bytes32(uint256(5)),
            hex"0102030405000000000000000000000000000000000000000000000000000000"
        );
        vm.assertEq(registry.keyId(1, hex"0102030405"), keccak256(encoded));
    }
}
