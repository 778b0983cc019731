// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";

import {InboxRegistryTest} from "./InboxRegistryTest.sol";

contract InboxRegistryEip712DomainTest is InboxRegistryTest {
    function test_NamesThisChainAndContract() external view {
        _assertDomain(address(registry), 31_337);
    }

    function test_FollowsTheChainIdWhenTheChainSplits() external {
        vm.chainId(42_161);
        _assertDomain(address(registry), 42_161);
    }

    function test_DiffersBetweenTwoRegistriesByTheContractAlone() external {
        address other = deployArtifact("InboxRegistry", "");

        vm.assertNotEq(other, address(registry));
        _assertDomain(other, 31_337);
    }

    /// @dev Worked out from what the contract says, as a wallet would that knows ERC-5267 and nothing of us.
    function test_IsTheDomainOfWhatIsSigned() external {
        bytes32 inboxId = registerInbox(alice.addr);
        (, string memory name, string memory version, uint256 chainId, address target, , ) = registry.eip712Domain();
        bytes32 separator = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(name)),
                keccak256(bytes(version)),
                chainId,
                target
            )
        );
        LinkWallet memory value = LinkWallet(inboxId, bob.addr, 0, NOW);
        bytes32 structHash = vm.eip712HashStruct(LINK_WALLET_TYPE, abi.encode(value));
        bytes memory signature = sign(bob, typedDataDigest(separator, structHash));

        vm.prank(alice.addr);
        registry.linkWallet(inboxId, bob.addr, NOW, signature);
        vm.assertTrue(registry.isWalletOf(inboxId, bob.addr));
    }

    function _assertDomain(address target, uint256 expectedChainId) private view {
        (
            bytes1 fields,
            string memory name,
            string memory version,
            uint256 chainId,
            address verifyingContract,
            bytes32 salt,
            uint256[] memory extensions
        ) = IERC5267(target).eip712Domain();

        // Name, version, chain id and contract; no salt.
        vm.assertEq(bytes32(fields), bytes32(hex"0f"));
        vm.assertEq(name, "Pennypost InboxRegistry");
        vm.assertEq(version, "1");
        vm.assertEq(chainId, expectedChainId);
        vm.assertEq(verifyingContract, target);
        vm.assertEq(salt, bytes32(0));
        vm.assertEq(extensions.length, 0);
    }
}
