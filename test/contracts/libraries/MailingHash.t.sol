// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMailings} from "../../../contracts/interfaces/IMailings.sol";
import {MailingHash} from "../../../contracts/libraries/MailingHash.sol";
import {Test} from "../base/Test.sol";

/// @title The library, which takes calldata, made callable
contract MailingHashCaller {
    function id(bytes32 domain, IMailings.Mailing calldata mailing) external pure returns (bytes32) {
        return MailingHash.id(domain, mailing);
    }

    /// @return Twice the same id, and memory allocated between and after.
    function idsAndMemory(
        bytes32 domain,
        IMailings.Mailing calldata mailing
    ) external pure returns (bytes32, bytes32, bytes memory, bytes memory) {
        bytes memory before = bytes.concat(domain, domain);
        bytes32 first = MailingHash.id(domain, mailing);
        bytes memory between = bytes.concat(first, domain);
        return (first, MailingHash.id(domain, mailing), before, between);
    }
}

contract MailingHashTest is Test {
    string private constant _TYPE =
        "Mailing(address sender,address relay,address token,bytes32 root,"
        "uint96 carriage,uint96 stake,uint32 count,uint40 expiresAt)";

    MailingHashCaller internal caller = new MailingHashCaller();

    function testFuzz_Id_IsTheEip712Digest(bytes32 domain, IMailings.Mailing calldata mailing) external view {
        bytes32 structHash = vm.eip712HashStruct(_TYPE, abi.encode(mailing));
        vm.assertEq(caller.id(domain, mailing), typedDataDigest(domain, structHash));
        bytes32 byHand = keccak256(abi.encode(keccak256(bytes(_TYPE)), mailing));
        vm.assertEq(caller.id(domain, mailing), typedDataDigest(domain, byHand));
    }

    /// @dev The vector is viem's: chain 1, contract 0xaa, the fields 1 to 8 in order.
    function test_Id_IsWhatAnotherImplementationMakes() external view {
        bytes32 domain = domainSeparator("Pennypost PostOffice", 1, address(0xaa));
        vm.assertEq(
            caller.id(domain, IMailings.Mailing(address(1), address(2), address(3), bytes32(uint256(4)), 5, 6, 7, 8)),
            0x85897c58b3f55799d009d9d0d15a6fd28ee34f72ce8f8b115b37faa1ed37f567
        );
    }

    function testFuzz_Id_LeavesMemoryAlone(bytes32 domain, IMailings.Mailing calldata mailing) external view {
        (bytes32 first, bytes32 second, bytes memory before, bytes memory between) = caller.idsAndMemory(
            domain,
            mailing
        );
        vm.assertEq(first, second);
        vm.assertEq(before, bytes.concat(domain, domain));
        vm.assertEq(between, bytes.concat(first, domain));
    }

    /// @dev Bits outside of a field's type make another id, one that no decoded mailing has.
    function test_Id_CountsEveryBitOfTheCalldata() external view {
        IMailings.Mailing memory mailing = IMailings.Mailing(address(1), address(2), address(3), 0, 5, 6, 7, 8);
        bytes memory call = abi.encodeCall(caller.id, (bytes32(0), mailing));
        bytes32 id = caller.id(0, mailing);
        for (uint256 word = 0; word < 8; ++word) {
            for (uint256 bit = 0; bit < 256; bit += 15) {
                bytes memory dirty = bytes.concat(call);
                // Safety: the mailing's eight words follow the selector and the domain.
                assembly ("memory-safe") {
                    let position := add(add(dirty, 0x44), mul(word, 0x20))
                    mstore(position, xor(mload(position), shl(bit, 1)))
                }
                (bool success, bytes memory answer) = address(caller).staticcall(dirty);
                vm.assertTrue(success);
                vm.assertNotEq(abi.decode(answer, (bytes32)), id);
            }
        }
    }
}
