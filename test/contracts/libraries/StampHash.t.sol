// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {StampHash} from "../../../contracts/libraries/StampHash.sol";
import {Test} from "../base/Test.sol";

/// @title The library, which takes calldata, made callable
contract StampHashCaller {
    function id(bytes32 domain, IStamps.Stamp calldata stamp) external pure returns (bytes32) {
        return StampHash.id(domain, stamp);
    }

    /// @param dirt Goes above the sender's 160 bits.
    function idOfInput(
        bytes32 domain,
        address sender,
        uint96 dirt,
        IStamps.PostInput calldata input
    ) external pure returns (bytes32) {
        // Safety: makes an address that no honest code has, which is the point.
        assembly ("memory-safe") {
            sender := or(sender, shl(160, dirt))
        }
        return StampHash.id(domain, sender, input);
    }

    /// @return Each id twice, and memory allocated before, between and after.
    function idsAndMemory(
        bytes32 domain,
        IStamps.Stamp calldata stamp,
        IStamps.PostInput calldata input
    ) external pure returns (bytes32[4] memory, bytes memory, bytes memory) {
        bytes32[4] memory ids;
        bytes memory before = bytes.concat(domain, domain);
        ids[0] = StampHash.id(domain, stamp);
        ids[1] = StampHash.id(domain, stamp.sender, input);
        bytes memory between = bytes.concat(ids[0], domain);
        ids[2] = StampHash.id(domain, stamp);
        ids[3] = StampHash.id(domain, stamp.sender, input);
        return (ids, before, between);
    }
}

contract StampHashTest is Test {
    string private constant _TYPE =
        "Stamp(address sender,address relay,address token,bytes32 inboxId,bytes32 letterHash,"
        "uint96 carriage,uint96 stake,uint40 expiresAt)";
    bytes32 private constant _VECTOR = 0xc9985c91ac9b8c5f1754a0b7b13c39730807c9b32a1c8093c032bec8fe8d13c0;

    StampHashCaller internal caller = new StampHashCaller();

    function testFuzz_Id_IsTheEip712Digest(bytes32 domain, IStamps.Stamp calldata stamp) external view {
        bytes32 structHash = vm.eip712HashStruct(_TYPE, abi.encode(stamp));
        vm.assertEq(caller.id(domain, stamp), typedDataDigest(domain, structHash));
        bytes32 byHand = keccak256(abi.encode(keccak256(bytes(_TYPE)), stamp));
        vm.assertEq(caller.id(domain, stamp), typedDataDigest(domain, byHand));
    }

    /// @dev The vector is viem's: chain 1, contract 0xaa, the fields 1 to 8 in order.
    function test_Id_IsWhatAnotherImplementationMakes() external view {
        bytes32 domain = domainSeparator("Pennypost PostOffice", 1, address(0xaa));
        IStamps.Stamp memory stamp = _stamp();
        vm.assertEq(caller.id(domain, stamp), _VECTOR);
        vm.assertEq(caller.idOfInput(domain, address(1), 0, _inputOf(stamp)), _VECTOR);
    }

    function testFuzz_Id_OfAnInputIsTheStamps(bytes32 domain, IStamps.Stamp calldata stamp) external view {
        vm.assertEq(caller.idOfInput(domain, stamp.sender, 0, _inputOf(stamp)), caller.id(domain, stamp));
    }

    function testFuzz_Id_DropsWhatStandsAboveTheSender(uint96 dirt) external view {
        bytes32 domain = domainSeparator("Pennypost PostOffice", 1, address(0xaa));
        vm.assertEq(caller.idOfInput(domain, address(1), dirt, _inputOf(_stamp())), _VECTOR);
        vm.assertEq(caller.idOfInput(domain, address(1), type(uint96).max, _inputOf(_stamp())), _VECTOR);
    }

    function testFuzz_Id_LeavesMemoryAlone(bytes32 domain, IStamps.Stamp calldata stamp) external view {
        (bytes32[4] memory ids, bytes memory before, bytes memory between) = caller.idsAndMemory(
            domain,
            stamp,
            _inputOf(stamp)
        );
        for (uint256 i = 1; i < 4; ++i) vm.assertEq(ids[i], ids[0]);
        vm.assertEq(before, bytes.concat(domain, domain));
        vm.assertEq(between, bytes.concat(ids[0], domain));
    }

    /// @dev Bits outside of a field's type make another id, one that no decoded stamp has.
    function test_Id_CountsEveryBitOfTheCalldata() external view {
        bytes memory call = abi.encodeCall(caller.id, (bytes32(0), _stamp()));
        bytes32 id = caller.id(0, _stamp());
        for (uint256 word = 0; word < 8; ++word) {
            for (uint256 bit = 0; bit < 256; bit += 15) {
                bytes memory dirty = bytes.concat(call);
                // Safety: the stamp's eight words follow the selector and the domain.
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

    function _stamp() private pure returns (IStamps.Stamp memory) {
        return IStamps.Stamp(address(1), address(2), address(3), bytes32(uint256(4)), bytes32(uint256(5)), 6, 7, 8);
    }

    function _inputOf(IStamps.Stamp memory stamp) private pure returns (IStamps.PostInput memory) {
        return
            IStamps.PostInput(
                stamp.relay,
                stamp.token,
                stamp.inboxId,
                stamp.letterHash,
                stamp.carriage,
                stamp.stake,
                stamp.expiresAt
            );
    }
}
