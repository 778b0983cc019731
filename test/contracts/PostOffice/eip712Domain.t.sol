// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

/// @notice ERC-5267: what a wallet can learn of the domain it signs in.
contract Eip712DomainTest is PostOfficeTest {
    struct Domain {
        bytes1 fields;
        string name;
        string version;
        uint256 chainId;
        address verifyingContract;
        bytes32 salt;
        uint256[] extensions;
    }

    function test_SaysItsFields() public view {
        Domain memory domain = _domain();
        vm.assertEq(uint8(domain.fields), 0x0f);
        vm.assertEq(domain.name, "Pennypost PostOffice");
        vm.assertEq(domain.version, "1");
        vm.assertEq(domain.chainId, 31_337);
        vm.assertEq(domain.verifyingContract, address(office));
        vm.assertEq(domain.salt, bytes32(0));
        vm.assertEq(domain.extensions.length, 0);
    }

    function test_StampsAreInThatDomain() public view {
        _assertStampsAreIn(_domain());
    }

    function test_FollowsTheChainId() public {
        vm.chainId(31_338);
        Domain memory domain = _domain();
        vm.assertEq(domain.chainId, 31_338);
        _assertStampsAreIn(domain);
    }

    /// @dev Built from its fields, as its bits say.
    function _assertStampsAreIn(Domain memory domain) private view {
        bytes32 separator = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(domain.name)),
                keccak256(bytes(domain.version)),
                domain.chainId,
                domain.verifyingContract
            )
        );
        IStamps.Stamp memory stamp = stampOf(address(dollar), 1);
        bytes32 expected = typedDataDigest(separator, keccak256(abi.encode(STAMP_TYPEHASH, stamp)));
        vm.assertEq(office.stampId(stamp), expected);
    }

    function _domain() private view returns (Domain memory domain) {
        (
            domain.fields,
            domain.name,
            domain.version,
            domain.chainId,
            domain.verifyingContract,
            domain.salt,
            domain.extensions
        ) = office.eip712Domain();
    }
}
